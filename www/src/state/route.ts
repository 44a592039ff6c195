import { mayLeave } from "./guard";
import { createLastingStore, useStore } from "./store";

/** The parts of the settings of routing, each with an address of its own. */
export const ROUTING_PARTS = ["company", "groups", "people", "hours", "rules"] as const;
export type RoutingPart = (typeof ROUTING_PARTS)[number];

/** What waits, and what waited too long. */
export const QUEUE_PARTS = ["waiting", "missed"] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

/** Where we are. Paths hold ids only, which are random and tell nothing about a person. */
export type Route =
  | { screen: "inbox" }
  | { screen: "chat"; chat: string; pane: "conversation" | "contact" }
  | { screen: "queue"; part: QueuePart }
  | { screen: "users" }
  | { screen: "user"; user: string }
  | { screen: "groups" }
  | { screen: "group"; group: string }
  | { screen: "roles" }
  | { screen: "role"; role: string }
  | { screen: "matrix" }
  | { screen: "emergency" }
  | { screen: "masking" }
  | { screen: "routing"; part: RoutingPart }
  | { screen: "whatif" }
  | { screen: "section"; section: string }
  | { screen: "unknown" };

const path = createLastingStore(window.location.pathname);
window.addEventListener("popstate", () => {
  const to = window.location.pathname;
  if (mayLeave(to)) path.set(to);
  else window.history.pushState(null, "", path.get());
});

/** Tells of every move to another place. */
export const whenMoved = (listener: () => void): (() => void) => path.subscribe(listener);

export function useRoute(): Route {
  return parse(useStore(path));
}

export function go(to: string): void {
  if (to === path.get() || !mayLeave(to)) return;
  window.history.pushState(null, "", to);
  path.set(to);
}

/** As `go`, without a step for the back button. */
export function replace(to: string): void {
  window.history.replaceState(null, "", to);
  path.set(to);
}

export function href(route: Route): string {
  switch (route.screen) {
    case "inbox":
      return "/inbox";
    case "chat":
      return join("inbox", route.chat) + (route.pane === "contact" ? "/contact" : "");
    case "queue":
      return route.part === "waiting" ? "/queue" : join("queue", route.part);
    case "users":
      return "/users";
    case "user":
      return join("users", route.user);
    case "groups":
      return "/groups";
    case "group":
      return join("groups", route.group);
    case "roles":
      return "/roles";
    case "role":
      return join("roles", route.role);
    case "matrix":
      return "/matrix";
    case "emergency":
      return "/emergency";
    case "masking":
      return "/masking";
    case "routing":
      return route.part === "company" ? "/routing" : join("routing", route.part);
    case "whatif":
      return "/whatif";
    case "section":
      return join("sections", route.section);
    case "unknown":
      return "/";
  }
}

export function parse(from: string): Route {
  const [first, id, tail, ...more] = from.split("/").filter((part) => part !== "").map(decode);
  if (more.length > 0) return { screen: "unknown" };
  if (first === undefined) return { screen: "inbox" };
  if (first === "inbox") return parseInbox(id, tail);
  if (tail !== undefined) return { screen: "unknown" };
  switch (first) {
    case "queue":
      return parsePart("queue", QUEUE_PARTS, id);
    case "users":
      return id === undefined ? { screen: "users" } : { screen: "user", user: id };
    case "groups":
      return id === undefined ? { screen: "groups" } : { screen: "group", group: id };
    case "roles":
      return id === undefined ? { screen: "roles" } : { screen: "role", role: id };
    case "matrix":
    case "emergency":
    case "masking":
    case "whatif":
      return { screen: id === undefined ? first : "unknown" };
    case "routing":
      return parsePart("routing", ROUTING_PARTS, id);
    case "sections":
      return id === undefined ? { screen: "unknown" } : { screen: "section", section: id };
    default:
      return { screen: "unknown" };
  }
}

function parseInbox(chat: string | undefined, tail: string | undefined): Route {
  if (chat === undefined) return { screen: "inbox" };
  if (tail === undefined) return { screen: "chat", chat, pane: "conversation" };
  return tail === "contact" ? { screen: "chat", chat, pane: "contact" } : { screen: "unknown" };
}

/** The first part has the address of the screen itself. */
function parsePart<S extends string, P extends string>(screen: S, parts: readonly [P, ...P[]], id: string | undefined) {
  const [first, ...others] = parts;
  const part = id === undefined ? first : others.find((one) => one === id);
  return part === undefined ? ({ screen: "unknown" } as const) : { screen, part };
}

function join(screen: string, id: string): string {
  return `/${screen}/${encodeURIComponent(id)}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
