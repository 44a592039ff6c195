import { type ChosenPresence, type OwnPresence, type Presence, setPresence } from "../api/queue";
import { fetchMe } from "../api/session";
import { createStore, useStore } from "./store";

/** Whether the viewer is there for new chats; `null`: not known. */
const own = createStore<OwnPresence | null>(null);

export const useOwnPresence = () => useStore(own);
export const putOwnPresence = ({ presence, chosenPresence }: OwnPresence) => own.set({ presence, chosenPresence });

/** The viewer is seen otherwise by now: the connection came back, or a shift is over. */
export const hearOwnPresence = (presence: Presence) => own.update((before) => before && { ...before, presence });

/** Asks how the viewer is seen now. Nothing is said where that cannot be known: what was known stays. */
export const askOwnPresence = () => fetchMe().then(putOwnPresence, () => {});

/** Throws the problem of a refusal. */
export async function choosePresence(presence: ChosenPresence): Promise<void> {
  putOwnPresence(await setPresence(presence));
}
