import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";

const TABS = ["users", "groups", "roles"] as const;

/** The three lists, one beside the other. */
export function PeopleTabs({ current }: { current: (typeof TABS)[number] }) {
  return (
    <nav className="tabs" aria-label={t("people.lists")}>
      {TABS.map((screen) => (
        <RouteLink key={screen} className="tab" to={{ screen }} aria-current={screen === current ? "page" : undefined}>
          {t(`title.${screen}`)}
        </RouteLink>
      ))}
    </nav>
  );
}
