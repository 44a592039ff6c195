import { useEffect } from "react";
import type { Assignment, ChatDetail, Named } from "../api/model";
import { t } from "../i18n";
import { useAccess } from "./access";
import { ALL, users } from "./directory";
import { usePeek } from "./resource";
import { useMe } from "./session";

/** Finds the name of a user: from the list of users for those who may see it, else from what the chat itself tells. */
export function useNames(chat: ChatDetail): (id: string) => string {
  const mayList = useAccess().can("users.view");
  const { user } = useMe();
  const { value } = usePeek(users, ALL);
  useEffect(() => {
    if (mayList) users.ensure(ALL);
  }, [mayList, value]);
  const known = new Map<string, string>([[user.id, user.name]]);
  for (const one of [chat.assignee, chat.contact.responsible, ...chat.assignment.flatMap(people)]) {
    if (one !== null && typeof one === "object") known.set(one.id, one.name);
  }
  for (const one of value ?? []) known.set(one.id, one.name);
  return (id) => known.get(id) ?? t("someColleague");
}

/** The edge sends people of the history with their names, or by id alone where there is nothing to add. */
export function nameIn(one: Named | string, nameOf: (id: string) => string): string {
  return typeof one === "string" ? nameOf(one) : one.name;
}

function people({ user, by }: Assignment): (Named | string | null)[] {
  return [user, by];
}
