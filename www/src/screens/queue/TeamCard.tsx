import type { Load, TeamMember } from "../../api/queue";
import { Avatar } from "../../components/Avatar";
import { Loading } from "../../components/Loading";
import { LoadBar } from "../../components/LoadBar";
import { PresenceDot } from "../../components/PresenceDot";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { waited } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { ALL } from "../../state/directory";
import { byRoom, PRESENCES, team } from "../../state/queue/team";
import { useResource } from "../../state/resource";

/** Who is there, and how full their hands are. */
export function TeamCard() {
  const { value, problem } = useResource(team, ALL);
  return (
    <section className="card team" aria-label={t("team.title")} data-testid="team">
      <h2 className="card-title">{t("team.title")}</h2>
      {value === null && problem === null && <Loading rows={4} />}
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void team.load(ALL)} />}
      {value !== null && <Team people={value} />}
    </section>
  );
}

function Team({ people }: { people: readonly TeamMember[] }) {
  const count = (presence: TeamMember["presence"]) => people.filter((one) => one.presence === presence).length;
  const there = PRESENCES.filter((presence) => count(presence) > 0);
  return (
    <>
      <p className="team-counts">
        {there.map((presence) => (
          <span key={presence}>
            <PresenceDot presence={presence} labelled="hidden" /> {t(`team.${presence}`, { count: count(presence) })}
          </span>
        ))}
      </p>
      <ul className="team-rows">
        {byRoom(people).map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
    </>
  );
}

function PersonRow({ person }: { person: TeamMember }) {
  const now = useNow();
  return (
    <li className="team-row" data-testid="team-row" data-user={person.id} data-presence={person.presence}>
      <Avatar id={person.id} name={person.name} size="small" />
      <span className="team-words">
        <RouteLink className="person-name" to={{ screen: "user", user: person.id }}>
          {person.name}
        </RouteLink>
        <span className="team-presence">
          <PresenceDot presence={person.presence} />
          {person.since > 0 && <span className="muted">{waited(person.since, now)}</span>}
        </span>
      </span>
      <span className="team-loads">
        <LoadOf load={person.text} kind="text" />
        {person.calls.open > 0 && <LoadOf load={person.calls} kind="calls" />}
      </span>
    </li>
  );
}

/** Chats that weigh more than one are counted, and their weight said beside. */
export function LoadOf({ load: { open, used, capacity }, kind }: { load: Load; kind: "text" | "calls" }) {
  const label = used === open ? t(`load.${kind}`) : t("load.weighed", { count: open });
  const words = t(kind === "text" ? "load.of" : "load.ofCalls", { used, capacity });
  return <LoadBar label={label} words={words} used={used} capacity={capacity} />;
}
