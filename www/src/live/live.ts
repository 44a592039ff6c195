import { applyMessage } from "../state/conversation";
import { lose, settle } from "../state/details";
import { hearEmergency } from "../state/emergency";
import { hearQueue } from "../state/queue/queue";
import { hearTeam } from "../state/queue/team";
import { endSession, followAccess, refresh, sessionStore } from "../state/session";
import { createStore, useStore } from "../state/store";
import type { Frame } from "./frame";
import { type Connection, LiveSocket } from "./socket";
import { fetchMe } from "../api/session";

const connection = createStore<Connection>("connecting");
let socket: LiveSocket | null = null;

export const useConnection = () => useStore(connection);

/** Keeps one socket open for as long as somebody is signed in. */
export function followSession(): () => void {
  follow();
  const unsubscribe = sessionStore.subscribe(follow);
  return () => {
    unsubscribe();
    stop();
  };
}

function follow(): void {
  if (sessionStore.get().phase !== "signed_in") stop();
  else if (socket === null) socket = new LiveSocket({ frame: take, connection: show });
}

function stop(): void {
  socket?.close();
  socket = null;
}

function show(state: Connection, again: "first" | "again"): void {
  connection.set(state);
  if (again === "first") return;
  if (state === "live") refresh();
  // A socket refused for want of a session looks like a lost network; a plain call tells which it is.
  if (state === "waiting") void fetchMe().catch(() => {});
}

function take(frame: Frame): void {
  switch (frame.type) {
    case "hello":
    case "access":
      void followAccess(frame.access);
      return;
    case "chat":
      if (frame.message !== null) applyMessage(frame.message);
      settle(frame.chat);
      return;
    case "chat_gone":
      lose(frame.id);
      return;
    case "emergency":
      hearEmergency(frame);
      return;
    case "team":
      hearTeam(frame.people);
      return;
    case "queue":
      hearQueue(frame.groups);
      return;
    case "signed_out":
      endSession();
      return;
  }
}
