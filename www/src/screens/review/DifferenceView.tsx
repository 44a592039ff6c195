import { CircleMinus, CirclePlus, Equal } from "lucide-react";
import type { Difference, UserDifference } from "../../api/policy";
import { Avatar } from "../../components/Avatar";
import { list, t, words } from "../../i18n";
import { useAccess } from "../../state/access";
import { inOrder, sectionOf } from "../../state/catalogue";
import { permissionWords } from "../people/permissionWords";
import { alike, closing, type FieldSide, isNothing, opening, permissionName, type Side } from "./differenceWords";

const NAMES_SHOWN = 3;

/** Who gains and who loses what; those for whom it is the same stand together. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const { users, usersAffected, truncated } = difference;
  if (usersAffected > 0 && users.length === 0) return <Totals difference={difference} />;
  if (users.length === 0) {
    return (
      <p className="difference-none" data-testid="difference-none">
        <Equal className="icon" aria-hidden="true" />
        {t("difference.none")}
      </p>
    );
  }
  return (
    <div className="differences" data-testid="difference">
      {alike(users).map((same) => (
        <Same key={same[0]?.id} users={same} />
      ))}
      {truncated && <p className="muted">{t("difference.truncated", { count: usersAffected - users.length })}</p>}
    </div>
  );
}

/** The numbers alone, for who may not see whom they are about. */
function Totals({ difference: { permissions, usersAffected } }: { difference: Difference }) {
  return (
    <div className="difference" data-testid="difference">
      <h3>{t("difference.affects", { who: t("difference.people", { count: usersAffected }) })}</h3>
      <dl className="side-list">
        {permissions.map(({ permission, gained, lost }) => (
          <Line key={permission} term={permissionName(permission)}>
            {t("difference.totals", { gained, lost })}
          </Line>
        ))}
      </dl>
    </div>
  );
}

function Same({ users }: { users: readonly UserDifference[] }) {
  const [first] = users;
  if (first === undefined) return null;
  return (
    <section className="difference" aria-label={namesOf(users)}>
      <h3 className="difference-who">
        <span className="faces">
          {users.slice(0, NAMES_SHOWN).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} size="small" />
          ))}
        </span>
        {namesOf(users)}
      </h3>
      <SideView side={opening(first)} direction="opens" />
      <SideView side={closing(first)} direction="closes" />
    </section>
  );
}

function namesOf(users: readonly UserDifference[]): string {
  const names = users.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = users.length - names.length;
  return list(more > 0 ? [...names, t("difference.more", { count: more })] : names);
}

interface SideViewProps {
  side: Side;
  direction: "opens" | "closes";
}

function SideView({ side, direction }: SideViewProps) {
  const { document } = useAccess();
  if (isNothing(side)) return null;
  const Icon = direction === "opens" ? CirclePlus : CircleMinus;
  const sections = Map.groupBy(inOrder(side.permissions, document.hostPermissions), sectionOf);
  return (
    <div className={`side side-${direction}`} data-testid={`difference-${direction}`}>
      <p className="side-title">
        <Icon className="icon" aria-hidden="true" />
        {t(direction === "opens" ? "difference.gains" : "difference.loses")}
      </p>
      <dl className="side-list">
        {[...sections].map(([section, permissions]) => (
          <Line key={section} term={words("section", section)}>
            {list(permissions.map((one) => permissionWords(one)))}
          </Line>
        ))}
        {side.chats > 0 && <Line term={t("difference.toSee")}>{t("difference.chats", { count: side.chats })}</Line>}
        {side.replies > 0 && <Line term={t("difference.toAnswer")}>{t("difference.chats", { count: side.replies })}</Line>}
        {side.everywhere.length > 0 && (
          <Line term={t(direction === "opens" ? "difference.everywhere" : "difference.noLongerEverywhere")}>
            {list(side.everywhere.map(permissionName))}
          </Line>
        )}
        {[...Map.groupBy(side.fields, (field) => fieldWords(field, direction))].map(([change, fields]) => (
          <Line key={change} term={t("difference.data")}>
            {t("difference.kinds", { kinds: list(fields.map(({ kind }) => words("field", kind))), change })}
          </Line>
        ))}
      </dl>
    </div>
  );
}

/** `Hidden → Masked, in 14 chats`. */
function fieldWords({ before, after, chats }: FieldSide, direction: SideViewProps["direction"]): string {
  const where = t("difference.inChats", { count: chats });
  if (before === after) return t(`difference.more.${direction}`, { where });
  const change = t("difference.field", { before: t(`visibility.${before}`), after: t(`visibility.${after}`) });
  return chats === 0 ? change : t("difference.fieldIn", { change, where });
}

function Line({ term, children }: { term: string; children: string }) {
  return (
    <div className="side-line">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
