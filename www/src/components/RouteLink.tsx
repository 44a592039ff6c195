import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go, href, type Route } from "../state/route";

export interface RouteLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: Route;
}

/** A real link, so that it opens in a new tab as any other, that stays in the page when simply clicked. */
export function RouteLink({ to, onClick, ...rest }: RouteLinkProps) {
  const address = href(to);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || modified) return;
    event.preventDefault();
    go(address);
  };
  return <a {...rest} href={address} onClick={follow} />;
}
