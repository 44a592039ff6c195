import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { RouteLink } from "../../components/RouteLink";
import type { Route } from "../../state/route";
import { Drawer } from "./Drawer";

export interface ScreenHeadProps {
  title: string;
  /** One level up, with the name of what is there. */
  back?: { to: Route; name: string };
  children?: ReactNode;
}

/** The title of a screen; in a narrow window also the way to the navigation. */
export function ScreenHead({ title, back, children }: ScreenHeadProps) {
  return (
    <header className="screen-head">
      <Drawer />
      <div className="screen-title">
        {back !== undefined && (
          <RouteLink className="crumb" to={back.to}>
            <ChevronLeft className="icon" aria-hidden="true" />
            {back.name}
          </RouteLink>
        )}
        <h1>{title}</h1>
      </div>
      <div className="screen-tools">{children}</div>
    </header>
  );
}
