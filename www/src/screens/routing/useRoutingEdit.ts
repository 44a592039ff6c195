import { useState } from "react";
import type { Revised } from "../../api/http";
import { type GroupSettings, type PersonSettings, putRouting, type Settings, type StoredSettings } from "../../api/routing";
import type { Problem } from "../../api/problem";
import { ALL } from "../../state/directory";
import { merged, same, sent, USUAL_GROUP, USUAL_PERSON, whole } from "../../state/routing/document";
import { routingSettings } from "../../state/routing/settings";
import { useSaving } from "../../state/saving";

export interface RoutingEdit {
  /** What is stored with the changes not saved yet. */
  draft: Settings;
  stored: Settings;
  changed: "changed" | "unchanged";
  busy: boolean;
  problem: Problem | null;
  change: (part: Partial<Settings>) => void;
  changePerson: (id: string, part: Partial<PersonSettings>) => void;
  changeGroup: (id: string, part: Partial<GroupSettings>) => void;
  discard: () => void;
  save: () => Promise<void>;
  /** What is changed here stays changed; the rest becomes what it is by now. */
  again: () => Promise<void>;
}

interface State {
  from: Revised<StoredSettings>;
  stored: Settings;
  draft: Settings;
}

/** Changes that are kept apart from what is stored until they are saved. */
export function useRoutingEdit(from: Revised<StoredSettings>): RoutingEdit {
  const [state, setState] = useState<State>(() => begin(from));
  const saving = useSaving();
  // Saved here, or by somebody else meanwhile.
  if (state.from !== from) setState(follow(state, from));
  const { stored, draft } = state;
  const put = (change: (draft: Settings) => Settings) => {
    saving.forget(({ code }) => code !== "routing_changed");
    setState((before) => ({ ...before, draft: change(before.draft) }));
  };
  const save = () =>
    saving.save(async () => {
      routingSettings.put(ALL, await putRouting(sent(draft), from.revision));
    });
  return {
    draft,
    stored,
    changed: same(sent(stored), sent(draft)) ? "unchanged" : "changed",
    busy: saving.busy,
    problem: saving.problem,
    change: (part) => put((before) => ({ ...before, ...part })),
    changePerson: (id, part) =>
      put((before) => ({ ...before, people: { ...before.people, [id]: { ...(before.people[id] ?? USUAL_PERSON), ...part } } })),
    changeGroup: (id, part) =>
      put((before) => ({ ...before, groups: { ...before.groups, [id]: { ...(before.groups[id] ?? USUAL_GROUP), ...part } } })),
    discard: () => {
      saving.forget();
      setState((before) => ({ ...before, draft: before.stored }));
    },
    save,
    again: () => saving.again(() => routingSettings.load(ALL)),
  };
}

function begin(from: Revised<StoredSettings>): State {
  const stored = whole(from.value.settings);
  return { from, stored, draft: stored };
}

function follow(before: State, from: Revised<StoredSettings>): State {
  const { stored } = begin(from);
  const draft = merged(before.stored, before.draft, stored);
  return { from, stored, draft: same(sent(draft), sent(stored)) ? stored : draft };
}
