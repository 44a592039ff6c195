import { Compass } from "lucide-react";
import { lazy, useEffect, useRef } from "react";
import { Blank } from "../../components/Blank";
import { Later } from "../../components/Later";
import { Notices } from "../../components/Notices";
import { t } from "../../i18n";
import { href, type Route, useRoute } from "../../state/route";
import { useWidth } from "../../state/width";
import { EmergencyBanner } from "../emergency/EmergencyBanner";
import { TakeEmergency } from "../emergency/TakeEmergency";
import { Inbox } from "../inbox/Inbox";
import { SectionPage } from "../section/SectionPage";
import { ConnectionBanner } from "./Connection";
import { LeaveSheet } from "./LeaveSheet";
import { Rail } from "./Rail";
import { ScreenHead } from "./ScreenHead";

// Who answers clients opens none of these: they come when somebody does.
const MaskingPage = lazy(() => import("../masking/MaskingPage").then((module) => ({ default: module.MaskingPage })));
const People = lazy(() => import("../people/People").then((module) => ({ default: module.People })));
const QueuePage = lazy(() => import("../queue/QueuePage").then((module) => ({ default: module.QueuePage })));
const RoutingPage = lazy(() => import("../routing/RoutingPage").then((module) => ({ default: module.RoutingPage })));
const WhatIfPage = lazy(() => import("../whatif/WhatIfPage").then((module) => ({ default: module.WhatIfPage })));

/** Everything after log-in: the navigation beside the screen of the current address. */
export function Shell() {
  const route = useRoute();
  const width = useWidth();
  useTitle(route);
  useFocusAfterMove(route);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t("skipToMain")}
      </a>
      {width === "wide" && (
        <aside className="rail" aria-label={t("nav.rail")}>
          <Rail />
        </aside>
      )}
      <main id="main" className="main" tabIndex={-1}>
        <EmergencyBanner />
        <ConnectionBanner />
        <Later key={route.screen}>
          <Screen route={route} />
        </Later>
      </main>
      <TakeEmergency />
      <LeaveSheet />
      <Notices />
    </div>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case "inbox":
      return <Inbox chat={null} pane="conversation" />;
    case "chat":
      return <Inbox chat={route.chat} pane={route.pane} />;
    case "masking":
      return <MaskingPage />;
    case "queue":
      return <QueuePage part={route.part} />;
    case "routing":
      return <RoutingPage part={route.part} />;
    case "whatif":
      return <WhatIfPage />;
    case "section":
      return <SectionPage id={route.section} />;
    case "unknown":
      return (
        <div className="screen">
          <ScreenHead title={t("unknown.title")} />
          <Blank icon={Compass} title={t("unknown.title")}>
            <p>{t("unknown.text")}</p>
          </Blank>
        </div>
      );
    default:
      return <People route={route} />;
  }
}

/** Where the link that was followed is gone or out of sight, the focus goes to the new screen and not to nowhere. */
function useFocusAfterMove(route: Route): void {
  const place = href(route);
  const last = useRef(place);
  useEffect(() => {
    // On the first screen nobody has moved: the browser's own order starts at "Skip to content".
    if (last.current === place) return;
    last.current = place;
    const focused = document.activeElement;
    const lost = focused === null || focused === document.body || !focused.checkVisibility();
    if (lost) document.getElementById("main")?.focus({ preventScroll: true });
  }, [place]);
}

/** The title of the window names the screen and never a person. */
function useTitle(route: Route): void {
  const area = t(`title.${route.screen}`);
  useEffect(() => {
    document.title = `${area} · Usher`;
  }, [area]);
}
