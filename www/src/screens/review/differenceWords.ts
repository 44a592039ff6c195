import type { Visibility } from "../../api/model";
import type { Difference, FieldChange, Preview, Refusal, Someone, UserDifference, Warning } from "../../api/policy";
import { hasMessage, list, t, words } from "../../i18n";
import { sectionOf } from "../../state/catalogue";
import { permissionWords } from "../people/permissionWords";

/** `Chats: view`: a permission outside of its section. */
export function permissionName(permission: string): string {
  return t("permission.named", { section: words("section", sectionOf(permission)), action: permissionWords(permission) });
}

export type Names = (id: string) => string;

export const nameOfSomeone = (one: Someone, names: Names) => (typeof one === "string" ? names(one) : one.name);

/** Why this may not be saved, as a sentence. */
export function refusalWords(refusal: Refusal, names: Names): string {
  const key = `refusal.${refusal.code}`;
  const members = [...(refusal.members ?? []), ...(refusal.groups ?? [])].map((one) => nameOfSomeone(one, names));
  if (hasMessage(key)) {
    return t(key, {
      permission: refusal.permission === undefined ? t("problem.anotherPermission") : permissionName(refusal.permission),
      user: refusal.user === undefined ? t("difference.somebody") : nameOfSomeone(refusal.user, names),
      members: list(members),
      count: members.length,
    });
  }
  return refusal.message === undefined ? t("problem.unexpected") : sentence(refusal.message);
}

export function warningWords(warning: Warning, names: Names): string {
  const holders = (warning.holders ?? []).map((one) => nameOfSomeone(one, names));
  const permission = warning.permission === undefined ? "" : permissionName(warning.permission);
  if (warning.permission === undefined) return sentence(warning.message ?? warning.code);
  if (holders.length === 0) return t("warning.nobody", { permission });
  return t("warning.single", { permission, user: list(holders) });
}

/** The changes of one direction: what opens, or what closes. */
export interface Side {
  permissions: readonly string[];
  /** Held anyway, and now on every chat or no longer. */
  everywhere: readonly string[];
  chats: number;
  replies: number;
  fields: readonly FieldSide[];
}

export interface FieldSide {
  kind: string;
  before: Visibility;
  after: Visibility;
  chats: number;
}

const ORDER: readonly Visibility[] = ["hidden", "masked", "clear"];

export function opening({ gained, widened, chatsOpened, repliesOpened, fields }: UserDifference): Side {
  const wider = fields.filter((one) => rise(one) > 0 || one.chatsWidened > 0);
  return {
    permissions: gained,
    everywhere: widened,
    chats: chatsOpened,
    replies: repliesOpened,
    fields: wider.map(({ chatsWidened, ...one }) => ({ ...one, chats: chatsWidened })),
  };
}

export function closing({ lost, narrowed, chatsClosed, repliesClosed, fields }: UserDifference): Side {
  const narrower = fields.filter((one) => rise(one) < 0 || one.chatsNarrowed > 0);
  return {
    permissions: lost,
    everywhere: narrowed,
    chats: chatsClosed,
    replies: repliesClosed,
    fields: narrower.map(({ chatsNarrowed, ...one }) => ({ ...one, chats: chatsNarrowed })),
  };
}

const rise = ({ before, after }: FieldChange) => ORDER.indexOf(after) - ORDER.indexOf(before);

export const isNothing = ({ permissions, everywhere, chats, replies, fields }: Side) =>
  permissions.length + everywhere.length + chats + replies + fields.length === 0;

/** Users for whom the very same changes, shown once. */
export function alike(users: readonly UserDifference[]): UserDifference[][] {
  return [...Map.groupBy(users, ({ id: _, name: __, ...rest }) => JSON.stringify(rest)).values()];
}

/** The whole of a preview in a line: `Opens 6 rights and 14 chats for Elif Şahin`. */
export function summary({ difference }: Preview): { opens: string | null; closes: string | null } {
  if (difference === null) return { opens: null, closes: null };
  return { opens: sideSummary(difference, opening, "opens"), closes: sideSummary(difference, closing, "closes") };
}

function sideSummary({ users, truncated }: Difference, side: (user: UserDifference) => Side, verb: "opens" | "closes") {
  const concerned = users.filter((user) => !isNothing(side(user)));
  if (concerned.length === 0) return null;
  const sides = concerned.map(side);
  const total = (count: (side: Side) => number) => sides.reduce((sum, one) => sum + count(one), 0);
  const parts = [
    counted("difference.rights", total(({ permissions, everywhere }) => permissions.length + everywhere.length)),
    counted("difference.chats", total(({ chats }) => chats)),
    counted("difference.replies", total(({ replies }) => replies)),
    counted("difference.fields", total(({ fields }) => fields.length)),
  ].filter((part) => part !== null);
  const [only] = concerned;
  const who =
    concerned.length === 1 && only !== undefined
      ? only.name
      : t(truncated ? "difference.manyPeople" : "difference.people", { count: concerned.length });
  return t(`difference.${verb}`, { what: list(parts), who });
}

type Counted = "difference.rights" | "difference.chats" | "difference.replies" | "difference.fields";
const counted = (key: Counted, count: number) => (count === 0 ? null : t(key, { count }));

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
