import type { StaffingQuestion, WhatIfQuestion } from "usher-access/admin";
import type { Algorithm } from "../../api/model";
import type { Member, Team } from "./team";

/** When most chats come. */
export type Profile = "office" | "long" | "always";
/** When people work. */
export type Hours = "office" | "long" | "shifts";

/** What can be decided otherwise: once as it is today, once as it might be. */
export interface Plan {
  readonly algorithms: Readonly<Record<string, Algorithm>>;
  /** How many people more, by group. */
  readonly more: Readonly<Record<string, number>>;
  readonly hours: Hours;
  readonly slots: number;
  readonly limits: boolean;
  readonly sticky: boolean;
  readonly moves: boolean;
  readonly helps: boolean;
}

/** What is asked of the simulation. */
export interface Form {
  readonly days: number;
  readonly perDay: number;
  readonly profile: Profile;
  readonly callsPercent: number;
  readonly textMinutes: number;
  readonly callMinutes: number;
  readonly patienceSeconds: number;
  readonly targetSeconds: number;
  readonly dropOuts: boolean;
  readonly seed: number;
  readonly today: Plan;
  readonly changed: Plan;
}

/** Bounds of the numbers, also for those who type them. */
export const BOUNDS = {
  days: [1, 28],
  perDay: [1, 20_000],
  callsPercent: [0, 100],
  textMinutes: [1, 240],
  callMinutes: [1, 120],
  patienceSeconds: [5, 3_600],
  targetSeconds: [5, 7_200],
  slots: [1, 20],
  more: [0, 50],
} as const satisfies Record<string, readonly [number, number]>;

/** After how long an absent person's chats move, a group is helped out, and a text is a missed one, in seconds. */
const GRACE = 120;
const HELP_AFTER = 120;
const MISSED_AFTER = 600;
const HAND_OFF = 60;

const HOUR = { office: [9, 18], long: [8, 22] } as const;

export function startForm(team: Team): Form {
  const today: Plan = {
    algorithms: Object.fromEntries(team.groups.map(({ id, algorithm }) => [id, algorithm])),
    more: {},
    hours: "office",
    slots: 3,
    limits: false,
    sticky: false,
    moves: false,
    helps: false,
  };
  return {
    days: 7,
    // What keeps three quarters of the slots busy: a day at which rules begin to matter.
    perDay: Math.max(20, Math.round((team.members.length * 3 * 9 * 3 * 0.75) / 10) * 10),
    profile: "office",
    callsPercent: team.channels.some(({ kind }) => kind === "voip") ? 8 : 0,
    textMinutes: 20,
    callMinutes: 5,
    patienceSeconds: 90,
    targetSeconds: 120,
    dropOuts: true,
    seed: 1,
    today,
    changed: { ...today, limits: true, moves: true, helps: team.groups.length > 1 },
  };
}

/** Chats in each hour of a working day. */
export function hourly({ perDay, profile }: Pick<Form, "perDay" | "profile">): number[] {
  const weights = Array.from({ length: 24 }, (_, hour): number => {
    if (profile === "always") return hour >= 6 && hour < 22 ? (peak(hour) ? 3 : 2) : 1;
    const [from, to] = HOUR[profile];
    if (hour < from || hour >= to) return 0;
    // Few write just before the end: what is not answered then waits over night.
    return hour === to - 1 ? 0.5 : peak(hour) ? 3 : 2;
  });
  const sum = weights.reduce((one, other) => one + other, 0);
  return weights.map((weight) => (perDay * weight) / sum);
}

/** Late morning and late afternoon. */
const peak = (hour: number) => (hour >= 10 && hour < 12) || (hour >= 16 && hour < 18);

/** From Monday on. */
const daily = (profile: Profile) => (profile === "office" ? [1, 1, 1, 1, 1, 0, 0] : [1, 1, 1, 1, 1, 0.6, 0.4]);

/** The hours of the nth of a group, in minutes of the week. */
function shifts(hours: Hours, place: number): [number, number][] {
  const spans: Record<Hours, readonly [number, number]> = {
    office: [540, 1080],
    // Two halves, which overlap at noon.
    long: place % 2 === 0 ? [480, 960] : [840, 1320],
    shifts: ([[360, 840], [840, 1320], [1320, 1800]] as const)[place % 3] ?? [360, 840],
  };
  const [from, to] = spans[hours];
  const days = hours === "office" ? 5 : 7;
  return Array.from({ length: days }, (_, day) => [day * 1440 + from, day * 1440 + to]);
}

/** Everybody of a plan: the team, and those who join it. */
function people(team: Team, plan: Plan): Member[] {
  const joined = team.groups.flatMap(({ id, name, channels }) =>
    Array.from({ length: plan.more[id] ?? 0 }, (_, place) => ({
      id: `new-${team.groups.findIndex((group) => group.id === id)}-${place}`,
      name: `${name} +${place + 1}`,
      takes: [{ group: id, channels }],
    })),
  );
  return [...team.members, ...joined];
}

/** Names by id, also of those who are not in the team yet. */
export function namesOf(team: Team, form: Form): ReadonlyMap<string, string> {
  return new Map([form.today, form.changed].flatMap((plan) => people(team, plan).map(({ id, name }) => [id, name] as const)));
}

function run(team: Team, plan: Plan): WhatIfQuestion["runs"][number] {
  const places = new Map<string, number>();
  return {
    people: people(team, plan).map(({ id, takes }) => {
      const first = takes[0]?.group ?? "";
      const place = places.get(first) ?? 0;
      places.set(first, place + 1);
      return { id, takes, takesNew: true, texts: plan.slots, calls: 1, shifts: shifts(plan.hours, place) };
    }),
    rules: {
      capacity: plan.limits ? "slots" : "unlimited",
      stickiness: plan.sticky ? "responsible" : "none",
      grace: plan.moves ? GRACE : null,
      groups: team.groups.map(({ id, algorithm }, place) => ({
        id,
        algorithm: plan.algorithms[id] ?? algorithm,
        backup: plan.helps && team.groups.length > 1 ? { group: next(team, place), after: HELP_AFTER } : null,
      })),
    },
  };
}

/** Each group is helped by the next. */
const next = (team: Team, place: number) => team.groups[(place + 1) % team.groups.length]?.id ?? "";

export function questionOf(team: Team, form: Form): WhatIfQuestion {
  const calls = team.channels.filter(({ kind }) => kind === "voip").length;
  const texts = team.channels.length - calls;
  const percent = calls === 0 ? 0 : texts === 0 ? 100 : form.callsPercent;
  const size = (group: string) => team.members.filter(({ takes }) => takes.some((one) => one.group === group)).length;
  return {
    days: form.days,
    seed: form.seed,
    channels: team.channels.map(({ id, kind }) =>
      kind === "voip"
        ? { id, medium: "call", share: Math.round((percent * 1000) / calls) }
        : { id, medium: "text", share: Math.round(((100 - percent) * 1000) / texts) },
    ),
    groups: team.groups.map(({ id, channels }) => ({ id, share: size(id), channels })),
    traffic: {
      generated: {
        hourly: hourly(form),
        daily: daily(form.profile),
        texts: { mean: form.textMinutes * 60, spread: 1.2 },
        calls: { mean: form.callMinutes * 60, spread: 0.6 },
        patience: form.patienceSeconds,
        known: 0.7,
        responsible: 0.25,
      },
    },
    dropOuts: form.dropOuts ? { after: 10_800, for: 900 } : null,
    handOff: HAND_OFF,
    target: form.targetSeconds,
    missedAfter: MISSED_AFTER,
    withPooled: true,
    runs: [run(team, form.today), run(team, form.changed)],
  };
}

/** So many of a hundred clients are to have their answer in time. */
const ANSWERED_PART = 0.8;

/** How many people the texts of each hour of a working day need. */
export function staffingOf(form: Form): StaffingQuestion {
  return {
    hourly: hourly(form).map((rate) => (rate * (100 - form.callsPercent)) / 100),
    handle: form.textMinutes * 60,
    slots: form.changed.slots,
    target: { answered: { part: ANSWERED_PART, within: form.targetSeconds } },
  };
}

/** How many people are there in each hour of a Monday. */
export function there(team: Team, plan: Plan): number[] {
  const minutes = run(team, plan).people.flatMap((person) => person.shifts);
  const covers = (at: number) => minutes.filter(([from, to]) => from <= at && at < to).length;
  // The night shift of Sunday ends on Monday.
  return Array.from({ length: 24 }, (_, hour) => covers(hour * 60) + covers(hour * 60 + 10_080));
}
