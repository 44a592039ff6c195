import { Logo } from "../../components/Logo";
import { AccountMenu } from "./AccountMenu";
import { ConnectionDot } from "./Connection";
import { Navigation } from "./Navigation";
import { PresenceSwitch } from "./PresenceSwitch";

/** The column at the left of a wide window; in a narrow one it is in the drawer. */
export function Rail() {
  return (
    <div className="rail-column">
      <div className="rail-logo">
        <Logo />
        <span className="rail-brand">Usher</span>
      </div>
      <Navigation />
      <div className="rail-foot">
        <ConnectionDot />
        <PresenceSwitch />
        <AccountMenu />
      </div>
    </div>
  );
}
