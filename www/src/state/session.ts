import { UsherError } from "usher-access";
import { whenSignedOut } from "../api/http";
import type { AccessDocument, Me } from "../api/model";
import { type Problem, toProblem } from "../api/problem";
import { type Credentials, fetchAccess, fetchMe, logIn as postLogIn, logOut as postLogOut } from "../api/session";
import { accessStore, takeAccess, whenAccessTurns } from "./access";
import { reloadChats } from "./chats";
import { setPresent } from "./clock";
import { conversations } from "./conversation";
import { details } from "./details";
import { reloadPeople } from "./directory";
import { reloadEmergencies } from "./emergency";
import { maskingSettings } from "./masking";
import { hideAll } from "./reveal";
import { putOwnPresence } from "./presence";
import { missed, queues } from "./queue/queue";
import { team } from "./queue/team";
import { replace } from "./route";
import { routingSettings } from "./routing/settings";
import { forgetSearch } from "./search";
import { closedSections } from "./section";
import { stretches } from "./stretches";
import { createLastingStore, resetAll, useStore } from "./store";
import { shownList } from "./view";

export type Session =
  | { phase: "starting" }
  | { phase: "failed"; problem: Problem }
  | { phase: "signed_out"; because: "nobody" | "own_wish" | "ended" }
  | { phase: "signed_in"; me: Me };

const store = createLastingStore<Session>({ phase: "starting" });

export const sessionStore = store;
export const useSession = () => useStore(store);

/** Who is signed in; only for what is shown after log-in. */
export function useMe(): Me {
  const session = useSession();
  if (session.phase !== "signed_in") throw new Error("the session is used before log-in");
  return session.me;
}

/** Goes on with the session of the cookie, if there is one. */
export async function resume(): Promise<void> {
  store.set({ phase: "starting" });
  try {
    await enter(await fetchMe());
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status === 401) store.set({ phase: "signed_out", because: "nobody" });
    else store.set({ phase: "failed", problem });
  }
}

/** Throws the problem of a refusal. */
export async function logIn(credentials: Credentials): Promise<void> {
  await postLogIn(credentials);
  await enter(await fetchMe());
}

export async function logOut(): Promise<void> {
  try {
    await postLogOut();
  } finally {
    leave("own_wish");
    replace("/");
  }
}

/** The edge ended the session: the account was deactivated, or the time is over. */
export function endSession(): void {
  if (store.get().phase === "signed_in") leave("ended");
}

/** Takes the access of a live frame. Where it changed, what was fetched under the old one is fetched again. */
export async function followAccess(document: AccessDocument): Promise<void> {
  const before = accessStore.get();
  try {
    await takeAccess(document);
  } catch (error) {
    // Overtaken by a newer one, or past its time already: what the edge says now counts.
    if (!(error instanceof UsherError) || error.code !== "stale_access") throw error;
    await takeAccess(await freshAccess()).catch(() => {});
  }
  if (before === null || !givesTheSame(before.document, document)) startOver();
}

/** Something in the access started or ended, or all of it is past its time: the edge has a newer one. */
async function renewAccess(): Promise<void> {
  startOver();
  try {
    await followAccess(await freshAccess());
  } catch {
    // What is over is over in this window too; the rest comes with the next connection.
  }
}

/** The access as it is now. An answer is as young as it looks, which a frame need not be: by it the clock is set. */
async function freshAccess(): Promise<AccessDocument> {
  const document = await fetchAccess();
  setPresent(document.issuedAt);
  return document;
}

/** Whether two documents differ in no more than when they were written, and what was worked out of them then. */
function givesTheSame(a: AccessDocument, b: AccessDocument): boolean {
  return timeless(a) === timeless(b);
}

function timeless({ policyRevision: _, issuedAt: __, expiresAt: ___, tables: ____, ...rest }: AccessDocument): string {
  return JSON.stringify(rest);
}

/** What was seen under other rights goes at once, and what is shown is fetched under the new ones. */
function startOver(): void {
  hideAll();
  forgetSearch();
  refresh();
}

/** Fetches again whatever is shown. */
export function refresh(): void {
  const shown = shownList();
  if (shown !== null) reloadChats(shown);
  details.reloadAll();
  conversations.reloadAll();
  reloadPeople();
  closedSections.reloadAll();
  reloadEmergencies();
  maskingSettings.reloadAll();
  routingSettings.reloadAll();
  for (const live of [queues, missed, team, stretches]) live.reloadAll();
}

async function enter(me: Me): Promise<void> {
  await takeAccess(await freshAccess());
  putOwnPresence(me);
  store.set({ phase: "signed_in", me });
}

function leave(because: "own_wish" | "ended"): void {
  store.set({ phase: "signed_out", because });
  resetAll();
}

whenSignedOut(endSession);
whenAccessTurns(() => void renewAccess());
