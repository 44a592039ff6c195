import { useEffect } from "react";
import { type Emergency, type EmergencyRole, endEmergencyOf, endOwnEmergency, fetchEmergencies, fetchEmergencyRoles, takeEmergency } from "../api/emergency";
import type { Named } from "../api/model";
import { t } from "../i18n";
import { momentWords } from "../i18n/time";
import type { EmergencyNews } from "../live/frame";
import { type Access, currentAccess } from "./access";
import { present, useSecond } from "./clock";
import { ALL, nameOf, roles, userDetails } from "./directory";
import { notify } from "./notices";
import { periodOf, phaseOf } from "./period";
import { Resources, usePeek } from "./resource";
import { createStore, useStore } from "./store";

/** Whether the dialog in which a role is taken is open. */
const asking = createStore(false);
export const useAsking = () => useStore(asking);
export const setAsking = (open: boolean) => asking.set(open);

/** The roles that the viewer may take. */
export const takeable = new Resources(fetchEmergencyRoles);

/** Everybody's, for those who watch over them. */
export const emergencies = new Resources(fetchEmergencies);

export const mayWatch = (access: Access) => access.can("audit.view") || access.can("users.view");

/** Throws the problem of a refusal. */
export async function take(role: string, minutes: number, reason: string): Promise<void> {
  await takeEmergency(role, minutes, reason);
  emergencies.reloadAll();
}

/** Throws the problem of a refusal. */
export async function endOwn(role: string): Promise<void> {
  await endOwnEmergency(role);
  emergencies.reloadAll();
}

/** Throws the problem of a refusal. */
export async function endOf({ user, role }: Emergency): Promise<void> {
  await endEmergencyOf(user.id, role.id);
  await emergencies.load(ALL);
  userDetails.reloadAll();
}

/** Somebody took a role in an emergency, or it is over. One's own is in sight anyway. */
export function hearEmergency({ user, role, endsAt, reason, ended }: EmergencyNews): void {
  emergencies.reloadAll();
  userDetails.reloadAll();
  if (currentAccess()?.document.user === user.id) return;
  if (ended === true) notify("good", t("emergency.endedNotice", { user: user.name, role: role.name }));
  else {
    const time = momentWords(endsAt, present());
    notify("loud", t("emergency.notice", { user: user.name, role: role.name, time, reason }), { screen: "emergency" });
  }
}

export function reloadEmergencies(): void {
  emergencies.reloadAll();
  takeable.reloadAll();
}

/** The roles that the viewer may take; none without the permission. */
export function useTakeable(access: Access): readonly EmergencyRole[] {
  const may = access.can("access.emergency");
  const { value } = usePeek(takeable, ALL);
  useEffect(() => (may ? takeable.follow(ALL) : undefined), [may]);
  return may ? (value ?? []) : [];
}

/** What the viewer holds by an emergency at this second. */
export function useOwnEmergencies(access: Access): readonly { role: Named; endsAt: number }[] {
  const now = useSecond();
  const mayTake = useTakeable(access);
  const known = usePeek(roles, ALL).value ?? [];
  const named: readonly Named[] = [...mayTake, ...known];
  return access.document.grants.flatMap((grant) => {
    const { source } = grant;
    const period = periodOf(grant);
    if (source.kind !== "emergency" || period.endsAt === undefined || phaseOf(period, now) !== "current") return [];
    return [{ role: { id: source.role, name: nameOf(named, source.role) }, endsAt: period.endsAt }];
  });
}
