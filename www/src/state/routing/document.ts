import {
  type Conditions, DAYS, type GroupSettings, type Hours, type Ladder, type Missed, type OwnCapacity, type PersonSettings, type Rule,
  type Settings, type Sparse,
} from "../../api/routing";

/** What holds where nothing is said, as the core has it (`routing/settings`). */
export const USUAL_LADDER: Ladder = { responsibleFor: 0, relaxSkillAfter: 30, backupUsersAfter: 120, backupGroupAfter: 120 };
export const USUAL_MISSED: Missed = { answerWithin: 600, escalateTo: null };
const NOTHING_OWN: OwnCapacity = { text: null, calls: null };
export const USUAL_PERSON: PersonSettings = { capacity: NOTHING_OWN, skills: [], hours: null };
export const USUAL_GROUP: GroupSettings = {
  capacity: NOTHING_OWN,
  skills: [],
  backupUsers: [],
  backupGroup: null,
  hours: null,
  priority: 0,
  ladder: null,
  missed: null,
  sticky: null,
};
export const ANYTHING: Conditions = {
  channels: null,
  kinds: null,
  client: null,
  labels: null,
  languages: null,
  hours: null,
  text: null,
};

/** Bounds of the numbers, also for those who type them. */
export const BOUNDS = { text: [0, 1_000], calls: [0, 20], weight: [1, 100], priority: [0, 9] } as const;
/** The longest time that is told: a week. */
export const SECONDS_MAX = 604_800;

/** The document with everything in it that it leaves out. */
export function whole(stored: Sparse<Settings>): Settings {
  const { capacity = {}, lost = {} } = stored;
  return {
    version: 1,
    capacity: {
      text: capacity.text ?? 20,
      calls: capacity.calls ?? 1,
      weights: { kinds: defined(capacity.weights?.kinds), channels: defined(capacity.weights?.channels) },
    },
    defaultHours: stored.defaultHours ?? null,
    people: each(stored.people, wholePerson),
    groups: each(stored.groups, wholeGroup),
    sticky: stored.sticky ?? "last_agent",
    ladder: { ...USUAL_LADDER, ...stored.ladder },
    lost: { grace: 120, giveBack: "unless_answered", ...lost },
    missed: { ...USUAL_MISSED, ...stored.missed },
    hours: each(stored.hours, wholeHours),
    rules: (stored.rules ?? []).map(wholeRule),
  };
}

const wholePerson = ({ capacity, ...said }: Sparse<PersonSettings>): PersonSettings => ({
  ...USUAL_PERSON,
  ...said,
  capacity: { ...NOTHING_OWN, ...capacity },
});

/** A ladder or a time of its own is said as a whole: what it leaves out is usual, and not as the company has it. */
const wholeGroup = ({ capacity, ladder, missed, ...said }: Sparse<GroupSettings>): GroupSettings => ({
  ...USUAL_GROUP,
  ...said,
  capacity: { ...NOTHING_OWN, ...capacity },
  ladder: ladder ? { ...USUAL_LADDER, ...ladder } : null,
  missed: missed ? { ...USUAL_MISSED, ...missed } : null,
});

export const wholeHours = ({ zone, weekly, closed, dates }: Sparse<Hours>): Hours => ({
  zone: zone ?? null,
  weekly: Object.fromEntries(DAYS.map((day) => [day, weekly?.[day] ?? []])) as unknown as Hours["weekly"],
  closed: closed ?? [],
  dates: defined(dates),
});

const wholeRule = ({ id, when, to, priority, skills }: Sparse<Rule>): Rule => ({
  id: id ?? "",
  when: { ...ANYTHING, ...when } as Conditions,
  to: (to ?? { queue: null }) as Rule["to"],
  priority: priority ?? null,
  skills: skills ?? [],
});

/** As it is sent: without people and groups of whom nothing is said. */
export function sent(settings: Settings): Sparse<Settings> {
  const said = <T>(all: Readonly<Record<string, T>>, usual: T) =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => !same(one, usual)));
  return { ...settings, people: said(settings.people, USUAL_PERSON), groups: said(settings.groups, USUAL_GROUP) } as Sparse<Settings>;
}

/** What was changed from `base` to `mine`, on top of `theirs`: part by part, and of people, groups and hours one by one. */
export function merged(base: Settings, mine: Settings, theirs: Settings): Settings {
  const keyed = <T>(of: (one: Settings) => Readonly<Record<string, T>>) => {
    const [before, own, other] = [of(base), of(mine), of(theirs)];
    const ids = [...new Set([...Object.keys(other), ...Object.keys(own)])];
    const picked = ids.map((id) => [id, same(before[id], own[id]) ? other[id] : own[id]] as const);
    return Object.fromEntries(picked.filter((entry): entry is readonly [string, T & {}] => entry[1] !== undefined));
  };
  const part = <K extends keyof Settings>(key: K) => (same(base[key], mine[key]) ? theirs[key] : mine[key]);
  return {
    version: 1,
    capacity: part("capacity"),
    defaultHours: part("defaultHours"),
    people: keyed(({ people }) => people),
    groups: keyed(({ groups }) => groups),
    sticky: part("sticky"),
    ladder: part("ladder"),
    lost: part("lost"),
    missed: part("missed"),
    hours: keyed(({ hours }) => hours),
    rules: part("rules"),
  };
}

/** Whether two documents, or parts of them, say the same. */
export const same = (one: unknown, other: unknown) => one === other || written(one) === written(other);

function written(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Every skill that the document names, for those who type one. */
export function skillsOf({ people, groups, rules }: Settings): string[] {
  const all = [...Object.values(people), ...Object.values(groups), ...rules].flatMap(({ skills }) => skills);
  return [...new Set(all)].sort();
}

/** Who and what refers to hours of this name. */
export function usersOf({ defaultHours, people, groups, rules }: Settings, id: string) {
  const of = (all: Readonly<Record<string, { hours: string | null }>>) => Object.keys(all).filter((one) => all[one]?.hours === id);
  const named = (hours: Conditions["hours"]) => (typeof hours === "object" && hours !== null ? hours.not : hours);
  return {
    isDefault: defaultHours === id,
    people: of(people),
    groups: of(groups),
    rules: rules.filter(({ when }) => named(when.hours) === id).map((rule) => rule.id),
  };
}

function each<T, U>(all: { readonly [id: string]: T | undefined } | undefined, read: (one: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(defined(all)).map(([id, one]) => [id, read(one)]));
}

function defined<T>(all: { readonly [id: string]: T | undefined } | undefined): Record<string, T & {}> {
  return Object.fromEntries(Object.entries(all ?? {}).filter((entry): entry is [string, T & {}] => entry[1] !== undefined));
}
