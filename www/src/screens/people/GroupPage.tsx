import { changeGroup, type GroupChange } from "../../api/people";
import type { GroupDetail } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { periodWords } from "../../i18n/period";
import { useAccess } from "../../state/access";
import { useNow } from "../../state/clock";
import { ALL, groupDetails, groups, roles, users } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ScreenHead } from "../shell/ScreenHead";
import { ChannelChips, NameChips } from "./Chips";
import { DeleteGroup } from "./Delete";
import { GroupForm } from "./GroupForm";
import { RightsView } from "./RightsView";
import { UserStatusBadge } from "./UserStatusBadge";

/** A group with its members and its permissions, both at once. */
export function GroupPage({ id }: { id: string }) {
  const { value, problem } = useResource(groupDetails, id);
  return (
    <div className="screen">
      <ScreenHead title={value?.name ?? t("title.group")} back={{ to: { screen: "groups" }, name: t("title.groups") }} />
      <div className="screen-body">
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void groupDetails.load(id)} />}
        {value === null && problem === null && <Loading rows={6} />}
        {value !== null && <GroupBody group={value} />}
      </div>
    </div>
  );
}

function GroupBody({ group }: { group: GroupDetail }) {
  const access = useAccess();
  const store = async (change: GroupChange, revision: number) => {
    await changeGroup(group.id, change, revision);
    await Promise.all([groupDetails.load(group.id), groups.load(ALL)]);
  };
  return (
    <>
      <div className="columns">
        <Members group={group} />
        <Permissions group={group} />
      </div>
      {access.can("groups.manage") && (
        <>
          <GroupForm group={group} store={store} />
          <DeleteGroup group={group} />
        </>
      )}
    </>
  );
}

function Members({ group }: { group: GroupDetail }) {
  const now = useNow();
  const people = useResource(users, ALL).value;
  const periodOf = (id: string) => people?.find((user) => user.id === id)?.groups.find((held) => held.id === group.id) ?? {};
  return (
    <section className="card" aria-label={t("group.members")} data-testid="group-members">
      <h2 className="card-title">
        {t("group.members")} <span className="count">{group.members.length}</span>
      </h2>
      {group.members.length === 0 && <p className="muted">{t("group.noMembers")}</p>}
      <ul className="people">
        {group.members.map((member) => (
          <li key={member.id} className="person">
            <Avatar id={member.id} name={member.name} />
            <RouteLink className="person-name" to={{ screen: "user", user: member.id }}>
              {member.name}
            </RouteLink>
            <span className="chip-when">{periodWords(periodOf(member.id), now)}</span>
            <UserStatusBadge status={member.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Permissions({ group }: { group: GroupDetail }) {
  const { value } = useResource(roles, ALL);
  const names = group.roleNames ?? value;
  return (
    <section className="card" aria-label={t("group.permissions")} data-testid="group-permissions">
      <h2 className="card-title">{t("group.permissions")}</h2>
      <dl className="rights-sections">
        <div className="rights-section">
          <dt>{t("group.algorithm")}</dt>
          <dd>
            <span>{t(`algorithm.${group.algorithm}`)}</span>
            <span className="muted">{t(`algorithmRule.${group.algorithm}`)}</span>
          </dd>
        </div>
        <div className="rights-section">
          <dt>{t("group.channels")}</dt>
          <dd>
            <ChannelChips channels={group.channels} />
          </dd>
        </div>
        <div className="rights-section">
          <dt>{t("group.roles")}</dt>
          <dd>
            <NameChips held={group.roles} names={names} kind="role" none={t("user.noRoles")} />
          </dd>
        </div>
      </dl>
      {group.effective !== undefined && <RightsView rights={group.effective} />}
      {group.rights !== null && (
        <>
          <h3 className="card-subtitle">{t("group.ownRights")}</h3>
          <RightsView rights={group.rights} />
        </>
      )}
    </section>
  );
}
