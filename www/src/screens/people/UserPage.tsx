import { changeUser } from "../../api/people";
import type { UserDetail } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, groups, roles, userDetails, users } from "../../state/directory";
import { useResource } from "../../state/resource";
import { AskCard } from "../effective/AskCard";
import { EffectiveRights } from "../effective/EffectiveRights";
import { ScreenHead } from "../shell/ScreenHead";
import { ChannelChips, NameChips } from "./Chips";
import { Leaving } from "./Leaving";
import { UserForm } from "./UserForm";
import { UserStatusBadge } from "./UserStatusBadge";

export function UserPage({ id }: { id: string }) {
  const { value, problem } = useResource(userDetails, id);
  // Without the names of roles and groups the page would show their ids first, and jump.
  const named = [useResource(roles, ALL), useResource(groups, ALL)].every((one) => one.value !== null || one.problem !== null);
  return (
    <div className="screen">
      <ScreenHead title={value?.name ?? t("title.user")} back={{ to: { screen: "users" }, name: t("title.users") }} />
      <div className="screen-body">
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void userDetails.load(id)} />}
        {(value === null || !named) && problem === null && <Loading rows={6} />}
        {value !== null && named && <UserBody user={value} />}
      </div>
    </div>
  );
}

function UserBody({ user }: { user: UserDetail }) {
  const access = useAccess();
  return (
    <>
      <div className="columns">
        <div className="column">
          <Facts user={user} />
          {access.can("chats.view") && <AskCard user={user} />}
        </div>
        <EffectiveRights user={user} />
      </div>
      {access.can("users.manage") && (
        <>
          <UserForm
            user={user}
            store={async (change, revision) => {
              await changeUser(user.id, change, revision);
              await Promise.all([userDetails.load(user.id), users.load(ALL)]);
            }}
          />
          <Leaving user={user} />
        </>
      )}
    </>
  );
}

function Facts({ user }: { user: UserDetail }) {
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  return (
    <section className="card" aria-label={t("user.about")}>
      <div className="person person-head">
        <Avatar id={user.id} name={user.name} size="large" />
        <span className="person-words">
          <strong>{user.name}</strong>
          <span className="muted">@{user.username}</span>
        </span>
        <UserStatusBadge status={user.status} />
      </div>
      <dl className="rights-sections">
        <div className="rights-section">
          <dt>{t("user.roles")}</dt>
          <dd>
            <NameChips held={user.roles} names={roleNames} kind="role" none={t("user.noRoles")} />
          </dd>
        </div>
        <div className="rights-section">
          <dt>{t("user.groups")}</dt>
          <dd>
            <NameChips held={user.groups} names={groupNames} kind="group" none={t("user.noGroups")} />
          </dd>
        </div>
        {user.emergency.length > 0 && (
          <div className="rights-section">
            <dt>{t("user.emergency")}</dt>
            <dd>
              <NameChips held={user.emergency} names={roleNames} kind="role" none={t("user.noRoles")} />
            </dd>
          </div>
        )}
        <div className="rights-section">
          <dt>{t("user.channels")}</dt>
          <dd>
            <ChannelChips channels={user.channels} none={t("user.groupChannels")} />
          </dd>
        </div>
        {user.denied.length > 0 && (
          <div className="rights-section">
            <dt>{t("user.denied")}</dt>
            <dd>
              {user.denied.map((permission) => (
                <code key={permission}>{permission}</code>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
