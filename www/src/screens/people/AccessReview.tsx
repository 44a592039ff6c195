import { CircleCheck, Layers, type LucideIcon, MessageSquareOff, MoonStar, UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import type { Analysis } from "../../api/analysis";
import type { Someone } from "../../api/policy";
import { RouteLink } from "../../components/RouteLink";
import { list, t } from "../../i18n";
import { dayWords } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { ALL, analysis, channels, groups, nameOf, roles, users } from "../../state/directory";
import { useResource } from "../../state/resource";
import type { Route } from "../../state/route";
import { useWidth } from "../../state/width";
import { nameOfSomeone, permissionName } from "../review/differenceWords";

/** What was not used for less than this says nothing. */
const WATCHED_MS = 7 * 86_400_000;

/** So many of a kind are in sight; the rest is one step away. */
const IN_SIGHT = 3;

/** What stands out in who may do what: each a sentence, and the way to where it is changed. */
export function AccessReview() {
  const { value } = useResource(analysis, ALL);
  const names = useNames();
  const now = useNow();
  // In a narrow window the people come first.
  const open = useWidth() === "wide";
  if (value === null) return null;
  const watched = now - value.unusedSince >= WATCHED_MS;
  const findings = findingsOf(watched ? value : { ...value, unused: { users: [], roles: [], groups: [] } }, names);
  const count = findings.reduce((sum, kind) => sum + kind.items.length, 0);
  return (
    <details className="card review-card" open={open} data-testid="access-review">
      <summary>
        <h2 className="card-title">
          {t("analysis.title")} <span className="count">{t("analysis.count", { count })}</span>
        </h2>
      </summary>
      {count === 0 && (
        <p className="review-good">
          <CircleCheck className="icon" aria-hidden="true" />
          {t("analysis.good")}
        </p>
      )}
      <div className="review-kinds">
        {findings.filter(({ items }) => items.length > 0).map((kind) => (
          <Kind key={kind.title} {...kind} />
        ))}
      </div>
      {!watched && <p className="muted review-later">{t("analysis.unusedLater")}</p>}
    </details>
  );
}

interface Finding {
  text: string;
  to: Route;
}

interface KindOfFinding {
  icon: LucideIcon;
  tone: "bad" | "warn" | "calm";
  title: string;
  items: readonly Finding[];
}

function Kind({ icon: Icon, tone, title, items }: KindOfFinding) {
  const rest = items.slice(IN_SIGHT);
  return (
    <div className={`review-kind review-${tone}`} data-testid="finding">
      <Icon className="icon" aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        <Findings items={items.slice(0, IN_SIGHT)} />
        {rest.length > 0 && (
          <details>
            <summary>{t("analysis.more", { count: rest.length })}</summary>
            <Findings items={rest} />
          </details>
        )}
      </div>
    </div>
  );
}

function Findings({ items }: { items: readonly Finding[] }): ReactNode {
  return (
    <ul>
      {items.map(({ text, to }) => (
        <li key={text}>
          <RouteLink to={to}>{text}</RouteLink>
        </li>
      ))}
    </ul>
  );
}

interface Names {
  user: (one: Someone) => string;
  role: (one: Someone) => string;
  group: (one: Someone) => string;
  channel: (one: Someone) => string;
}

function useNames(): Names {
  const people = useResource(users, ALL).value;
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  const channelNames = useResource(channels, ALL).value;
  return {
    user: (one) => nameOfSomeone(one, (id) => nameOf(people, id)),
    role: (one) => nameOfSomeone(one, (id) => nameOf(roleNames, id)),
    group: (one) => nameOfSomeone(one, (id) => nameOf(groupNames, id)),
    channel: (one) => nameOfSomeone(one, (id) => nameOf(channelNames, id)),
  };
}

/** So many permissions are named in a sentence. */
const NAMED = 3;

function many(permissions: readonly string[]): string {
  const names = permissions.slice(0, NAMED).map((one) => `“${permissionName(one)}”`);
  const rest = permissions.length - names.length;
  return list(rest > 0 ? [...names, t("analysis.rights", { count: rest })] : names);
}

const idOf = (one: Someone) => (typeof one === "string" ? one : one.id);

function findingsOf({ soleHolders, unanswerable, unused, unusedSince, redundant }: Analysis, names: Names): KindOfFinding[] {
  return [
    {
      icon: MessageSquareOff,
      tone: "bad",
      title: t("analysis.unanswerable"),
      items: [
        ...unanswerable.channels.map((one): Finding => ({
          text: t("analysis.channel", { channel: names.channel(one) }),
          to: { screen: "groups" },
        })),
        ...unanswerable.chats.map((chat): Finding => ({
          text: t("analysis.chat"),
          to: { screen: "chat", chat, pane: "conversation" },
        })),
      ],
    },
    {
      icon: UserRoundX,
      tone: "warn",
      title: t("analysis.soleHolders"),
      items: soleHolders.map(({ permission, holders }): Finding => {
        const [only] = holders;
        const named = permissionName(permission);
        if (only === undefined) return { text: t("analysis.noHolder", { permission: named }), to: { screen: "roles" } };
        return {
          text: t("analysis.oneHolder", { permission: named, user: names.user(only) }),
          to: { screen: "user", user: idOf(only) },
        };
      }),
    },
    {
      icon: MoonStar,
      tone: "calm",
      title: t("analysis.unused", { day: dayWords(unusedSince) }),
      items: [
        ...unused.roles.map(({ role, permissions }): Finding => ({
          text: t("analysis.unusedOf", { role: names.role(role), permissions: many(permissions) }),
          to: { screen: "role", role: idOf(role) },
        })),
        ...unused.groups.map(({ group, permissions }): Finding => ({
          text: t("analysis.unusedIn", { group: names.group(group), permissions: many(permissions) }),
          to: { screen: "group", group: idOf(group) },
        })),
        ...unused.users.map(({ user, permissions }): Finding => ({
          text: t("analysis.unusedBy", { who: names.user(user), permissions: many(permissions) }),
          to: { screen: "user", user: idOf(user) },
        })),
      ],
    },
    {
      icon: Layers,
      tone: "calm",
      title: t("analysis.redundant"),
      items: redundant.map(({ role, permissions }): Finding => ({
        text: t("analysis.redundantOf", { role: names.role(role), permissions: many(permissions) }),
        to: { screen: "role", role: idOf(role) },
      })),
    },
  ];
}
