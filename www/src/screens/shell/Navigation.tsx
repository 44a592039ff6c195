import { ChartSpline, CreditCard, Hourglass, Inbox, LayoutGrid, type LucideIcon, Newspaper, Siren, Split, UsersRound, VenetianMask } from "lucide-react";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { mayWatch } from "../../state/emergency";
import { type Route, useRoute } from "../../state/route";
import { tabsFor } from "../../state/view";

interface Place {
  key: string;
  title: string;
  icon: LucideIcon;
  to: Route;
  screens: readonly Route["screen"][];
}

/** The host's own pages have no icon of their own; two common ones get a fitting one. */
const SECTION_ICONS: Record<string, LucideIcon> = { newsletters: Newspaper, payments: CreditCard };

const PEOPLE = ["users", "user", "groups", "group", "roles", "role", "matrix", "emergency"] as const;

export function Navigation() {
  const access = useAccess();
  const route = useRoute();
  const places: Place[] = [];
  if (access.can("chats.view")) {
    places.push({ key: "inbox", title: t("nav.inbox"), icon: Inbox, to: { screen: "inbox" }, screens: ["inbox", "chat"] });
  }
  if (access.can("chats.view") && (access.can("users.view") || tabsFor(access).includes("queue"))) {
    places.push({ key: "queue", title: t("nav.queue"), icon: Hourglass, to: { screen: "queue", part: "waiting" }, screens: ["queue"] });
  }
  if (access.can("users.view")) {
    places.push({ key: "users", title: t("nav.users"), icon: UsersRound, to: { screen: "users" }, screens: PEOPLE });
  }
  if (!access.can("users.view") && mayWatch(access)) {
    places.push({ key: "emergency", title: t("nav.emergency"), icon: Siren, to: { screen: "emergency" }, screens: ["emergency"] });
  }
  if (access.can("settings.view")) {
    places.push({ key: "masking", title: t("nav.masking"), icon: VenetianMask, to: { screen: "masking" }, screens: ["masking"] });
  }
  if (access.can("routing.manage") && access.can("users.view")) {
    places.push({ key: "routing", title: t("nav.routing"), icon: Split, to: { screen: "routing", part: "company" }, screens: ["routing"] });
    places.push({ key: "whatif", title: t("nav.whatif"), icon: ChartSpline, to: { screen: "whatif" }, screens: ["whatif"] });
  }
  for (const section of access.sections()) {
    const icon = SECTION_ICONS[section.id] ?? LayoutGrid;
    places.push({ key: `section-${section.id}`, title: section.title, icon, to: { screen: "section", section: section.id }, screens: [] });
  }
  return (
    <nav className="nav" aria-label={t("nav.main")}>
      <ul>
        {places.map(({ key, title, icon: Icon, to, screens }) => (
          <li key={key}>
            <RouteLink className="nav-link" to={to} aria-current={isHere(route, to, screens) ? "page" : undefined}>
              <Icon className="icon" aria-hidden="true" />
              <span>{title}</span>
            </RouteLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isHere(route: Route, to: Route, screens: readonly Route["screen"][]): boolean {
  if (route.screen === "section") return to.screen === "section" && to.section === route.section;
  return screens.includes(route.screen);
}
