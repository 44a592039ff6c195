import { useState } from "react";
import { Button } from "../../components/Button";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { Segments } from "../../components/Segments";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { useNow } from "../../state/clock";
import { ALL, groups, nameOf, roles, users } from "../../state/directory";
import { usePeopleAccess } from "../../state/people";
import { useResource } from "../../state/resource";
import { PeopleTabs } from "../people/PeopleTabs";
import { ScreenHead } from "../shell/ScreenHead";
import { type Column, roleColumn, userColumn } from "./column";
import { Legend } from "./Legend";
import { MatrixTable } from "./MatrixTable";

type Subject = "roles" | "users";

/** Who may do what, at a glance: every permission beside every role, or beside people. */
export function MatrixPage() {
  const [subject, setSubject] = useState<Subject>("roles");
  const [wanted, setWanted] = useState("");
  return (
    <div className="screen">
      <ScreenHead title={t("people.title")} />
      <PeopleTabs current="matrix" />
      <div className="screen-body matrix-page">
        <div className="matrix-tools">
          <Segments<Subject>
            label={t("matrix.subject")}
            options={[
              { id: "roles", name: t("title.roles") },
              { id: "users", name: t("title.users") },
            ]}
            value={subject}
            onChange={setSubject}
          />
          {subject === "users" && (
            <TextInput label={t("matrix.find")} labelled="hidden" value={wanted} onChange={setWanted} />
          )}
          <Legend subject={subject} />
        </div>
        {subject === "roles" ? <Roles /> : <Users wanted={wanted} />}
      </div>
    </div>
  );
}

function Roles() {
  const { value, problem } = useResource(roles, ALL);
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void roles.load(ALL)} />;
  if (value === null) return <Loading rows={8} />;
  return <MatrixTable label={t("matrix.roles")} columns={value.map(roleColumn)} />;
}

/** People come in handfuls: more beside each other nobody reads, and each is asked for by itself. */
const HANDFUL = 10;

function Users({ wanted }: { wanted: string }) {
  const now = useNow();
  const [shown, setShown] = useState(HANDFUL);
  const { value, problem } = useResource(users, ALL);
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  const words = (wanted.trim() === "" ? [] : wanted.trim().toLocaleLowerCase().split(/\s+/));
  const found = (value ?? []).filter((user) => {
    const held = [...user.roles.map(({ id }) => nameOf(roleNames, id)), ...user.groups.map(({ id }) => nameOf(groupNames, id))];
    const text = [user.name, user.username, ...held].join(" ").toLocaleLowerCase();
    return user.status !== "removed" && words.every((word) => text.includes(word));
  });
  const some = found.slice(0, shown);
  const access = usePeopleAccess(some.map(({ id }) => id));
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void users.load(ALL)} />;
  if (value === null) return <Loading rows={8} />;
  const columns: Column[] = some.map((user) => userColumn(user, access.get(user.id), now));
  return (
    <>
      {found.length > shown && (
        <p className="matrix-tools">
          <span className="muted">{t("matrix.some", { shown, count: found.length })}</span>
          <Button onPress={() => setShown((before) => before + HANDFUL)}>{t("matrix.more")}</Button>
        </p>
      )}
      {found.length === 0 && <p className="muted">{t("matrix.nobody")}</p>}
      {columns.length > 0 && <MatrixTable label={t("matrix.users")} columns={columns} />}
    </>
  );
}
