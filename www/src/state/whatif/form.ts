import type { GeneratedTraffic, StaffingQuestion, WhatIfQuestion } from "usher-access/admin";
import type { Algorithm } from "../../api/model";
import type { Settings } from "../../api/routing";
import type { RecordedTraffic } from "../../api/traffic";
import { readRecorded, recordedShifts, type Usual } from "./recorded";
import type { Member, Team } from "./team";

/** When most chats come. */
export type Profile = "office" | "long" | "always";
/** When people work. */
export type Hours = "office" | "long" | "shifts" | "recorded";

/** What can be decided otherwise: once as it is today, once as it might be. */
export interface Plan {
  /** The settings of routing that it goes by. */
  readonly by: Rules;
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

/** What of the settings of routing the simulation knows, in seconds. */
export interface Rules {
  readonly grace: number;
  readonly missedAfter: number;
  /** Who helps which group, and after which time. */
  readonly backups: Readonly<Record<string, { readonly group: string; readonly after: number }>>;
}

/** Whether the chats are made up, or those that came. */
export type Source = "generated" | "recorded";

/** What is asked of the simulation. */
export interface Form {
  readonly source: Source;
  /** How many days are looked back. */
  readonly lookBack: number;
  readonly days: number;
  readonly perDay: number;
  readonly profile: Profile;
  readonly callsPercent: number;
  readonly textMinutes: number;
  readonly callMinutes: number;
  /** The longest that counts as work on a chat that came. */
  readonly mostMinutes: number;
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
  lookBack: [1, 31],
  perDay: [1, 20_000],
  callsPercent: [0, 100],
  textMinutes: [1, 240],
  callMinutes: [1, 120],
  mostMinutes: [1, 480],
  patienceSeconds: [5, 3_600],
  targetSeconds: [5, 7_200],
  slots: [1, 20],
  more: [0, 50],
} as const satisfies Record<string, readonly [number, number]>;

/** After how long a group is helped out that has no backup group yet, in seconds. */
const HELP_AFTER = 120;
const HAND_OFF = 60;

const HOUR = { office: [9, 18], long: [8, 22] } as const;

/** How many chats somebody works on at a time, whatever more they may have in hand. */
const WORKED_ON = 3;

/** Today is as the settings of routing have it; the changed rules begin where today's are. */
export function startForm(team: Team, settings: Settings): Form {
  const backups = backupsOf(team, settings);
  const today: Plan = {
    by: { grace: settings.lost.grace ?? 120, missedAfter: settings.missed.answerWithin ?? 600, backups },
    algorithms: Object.fromEntries(team.groups.map(({ id, algorithm }) => [id, algorithm])),
    more: {},
    hours: "office",
    slots: Math.max(1, Math.min(WORKED_ON, settings.capacity.text)),
    limits: settings.capacity.text <= WORKED_ON,
    sticky: settings.sticky !== "none",
    moves: settings.lost.grace !== null,
    helps: Object.keys(backups).length > 0,
  };
  return {
    source: "generated",
    lookBack: 7,
    days: 7,
    // What keeps three quarters of the slots busy: a day at which rules begin to matter.
    perDay: Math.max(20, Math.round((team.members.length * today.slots * 9 * 3 * 0.75) / 10) * 10),
    profile: "office",
    callsPercent: team.channels.some(({ kind }) => kind === "voip") ? 8 : 0,
    textMinutes: 20,
    callMinutes: 5,
    mostMinutes: 60,
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
function shifts(hours: Exclude<Hours, "recorded">, place: number): [number, number][] {
  const spans: Record<typeof hours, readonly [number, number]> = {
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

function run(team: Team, plan: Plan, traffic: RecordedTraffic | null): WhatIfQuestion["runs"][number] {
  const known = new Set(team.members.map(({ id }) => id));
  const places = new Map<string, number>();
  // Who is not in the team yet was never online.
  const working = (id: string, place: number) => {
    if (plan.hours !== "recorded") return shifts(plan.hours, place);
    return traffic !== null && known.has(id) ? recordedShifts(traffic, id) : shifts("office", place);
  };
  return {
    people: people(team, plan).map(({ id, takes }) => {
      const first = takes[0]?.group ?? "";
      const place = places.get(first) ?? 0;
      places.set(first, place + 1);
      return { id, takes, takesNew: true, texts: plan.slots, calls: 1, shifts: working(id, place) };
    }),
    rules: {
      capacity: plan.limits ? "slots" : "unlimited",
      stickiness: plan.sticky ? "responsible" : "none",
      grace: plan.moves ? plan.by.grace : null,
      groups: team.groups.map(({ id, algorithm }, place) => ({
        id,
        algorithm: plan.algorithms[id] ?? algorithm,
        backup: plan.helps ? (plan.by.backups[id] ?? helped(team, place)) : null,
      })),
    },
  };
}

/** A group that has no backup group is helped by the next, if there is one. */
function helped({ groups }: Team, place: number) {
  const next = groups[(place + 1) % groups.length];
  return next === undefined || groups.length < 2 ? null : { group: next.id, after: HELP_AFTER };
}

/** Who helps whom by the settings; only among groups that somebody is in. */
function backupsOf({ groups }: Team, { groups: said, ladder }: Settings): Rules["backups"] {
  const staffed = new Set(groups.map(({ id }) => id));
  return Object.fromEntries(
    groups.flatMap(({ id }) => {
      const { backupGroup = null, ladder: own = null } = said[id] ?? {};
      const after = (own ?? ladder).backupGroupAfter;
      return backupGroup === null || after === null || !staffed.has(backupGroup) ? [] : [[id, { group: backupGroup, after }]];
    }),
  );
}

/** `traffic`: what came, where that is asked for. */
export function questionOf(team: Team, form: Form, traffic: RecordedTraffic | null): WhatIfQuestion {
  const calls = team.channels.filter(({ kind }) => kind === "voip").length;
  const texts = team.channels.length - calls;
  const percent = calls === 0 ? 0 : texts === 0 ? 100 : form.callsPercent;
  const usual: Usual = {
    textSeconds: form.textMinutes * 60,
    callSeconds: form.callMinutes * 60,
    patience: form.patienceSeconds,
    mostSeconds: form.mostMinutes * 60,
  };
  const came = form.source === "recorded" && traffic !== null ? readRecorded(traffic, team, usual) : null;
  const size = (group: string) => team.members.filter(({ takes }) => takes.some((one) => one.group === group)).length;
  return {
    days: came?.days ?? form.days,
    seed: form.seed,
    channels: team.channels.map(({ id, kind }) =>
      kind === "voip"
        ? { id, medium: "call", share: Math.round((percent * 1000) / calls) }
        : { id, medium: "text", share: Math.round(((100 - percent) * 1000) / texts) },
    ),
    groups: team.groups.map(({ id, channels }) => ({ id, share: size(id), channels })),
    traffic: came === null ? { generated: generated(form, usual) } : { recorded: came.recorded },
    dropOuts: form.dropOuts ? { after: 10_800, for: 900 } : null,
    handOff: HAND_OFF,
    target: form.targetSeconds,
    missedAfter: form.today.by.missedAfter,
    withPooled: true,
    runs: [form.today, form.changed].map((plan) => run(team, plan, traffic)),
  };
}

function generated(form: Form, usual: Usual): GeneratedTraffic {
  return {
    hourly: hourly(form),
    daily: daily(form.profile),
    texts: { mean: usual.textSeconds, spread: 1.2 },
    calls: { mean: usual.callSeconds, spread: 0.6 },
    patience: usual.patience,
    known: 0.7,
    responsible: 0.25,
  };
}

/** Chats in each hour of a day on average, of those that came: on days on which any came. */
function hourlyOf({ arrivals }: RecordedTraffic): number[] {
  const texts = arrivals.filter(({ kind }) => kind === "text").map(({ at }) => new Date(at));
  const days = new Set(texts.map((day) => day.toDateString())).size;
  return Array.from({ length: 24 }, (_, hour) => texts.filter((day) => day.getHours() === hour).length / Math.max(1, days));
}

/** So many of a hundred clients are to have their answer in time. */
const ANSWERED_PART = 0.8;

/** How many people the texts of each hour of a working day need. */
export function staffingOf(form: Form, traffic: RecordedTraffic | null): StaffingQuestion {
  const came = form.source === "recorded" ? traffic : null;
  return {
    hourly: came === null ? hourly(form).map((rate) => (rate * (100 - form.callsPercent)) / 100) : hourlyOf(came),
    handle: form.textMinutes * 60,
    slots: form.changed.slots,
    target: { answered: { part: ANSWERED_PART, within: form.targetSeconds } },
  };
}

/** Other chats, and people's hours with them: those who came were answered by those who were there. */
export function fromSource({ today, changed }: Form, source: Source): Partial<Form> {
  const hours: Hours = source === "recorded" ? "recorded" : "office";
  return { source, today: { ...today, hours }, changed: { ...changed, hours } };
}

/** How many people are there in each hour of a Monday. */
export function there(team: Team, plan: Plan, traffic: RecordedTraffic | null): number[] {
  const minutes = run(team, plan, traffic).people.flatMap((person) => person.shifts);
  const covers = (at: number) => minutes.filter(([from, to]) => from <= at && at < to).length;
  // The night shift of Sunday ends on Monday.
  return Array.from({ length: 24 }, (_, hour) => covers(hour * 60) + covers(hour * 60 + 10_080));
}
