import type { ReactNode } from "react";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { ALL } from "../../state/directory";
import { type Resources, useResource } from "../../state/resource";
import { ScreenHead } from "../shell/ScreenHead";
import { type PeopleTab, PeopleTabs } from "./PeopleTabs";

export interface ListFrameProps<T> {
  current: PeopleTab;
  resources: Resources<T[]>;
  /** What stands beside the title. */
  tools?: ReactNode;
  children: (all: T[]) => ReactNode;
}

/** Head, tabs and the three states that the lists of users, groups and roles have in common. */
export function ListFrame<T>({ current, resources, tools, children }: ListFrameProps<T>) {
  const { value, problem } = useResource(resources, ALL);
  return (
    <div className="screen">
      <ScreenHead title={t("people.title")}>{tools}</ScreenHead>
      <PeopleTabs current={current} />
      <div className="screen-body">
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void resources.load(ALL)} />}
        {value === null && problem === null && <Loading rows={6} />}
        {value !== null && children(value)}
      </div>
    </div>
  );
}
