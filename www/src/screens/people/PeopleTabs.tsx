import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";

const TABS = ["users", "groups", "roles", "matrix", "emergency"] as const;

export type PeopleTab = (typeof TABS)[number];

/** The lists, one beside the other; who watches over emergencies alone has that one. */
export function PeopleTabs({ current }: { current: PeopleTab }) {
  const access = useAccess();
  const tabs = access.can("users.view") ? TABS : TABS.filter((tab) => tab === "emergency");
  return (
    <nav className="tabs" aria-label={t("people.lists")}>
      {tabs.map((screen) => (
        <RouteLink key={screen} className="tab" to={{ screen }} aria-current={screen === current ? "page" : undefined}>
          {t(`tabs.${screen}`)}
        </RouteLink>
      ))}
    </nav>
  );
}
