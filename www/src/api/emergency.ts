import { path, request } from "./http";
import type { Named } from "./model";

/** A role that somebody has taken in an emergency. */
export interface Emergency {
  user: Named;
  role: Named;
  startsAt: number;
  endsAt: number;
  reason: string;
}

/** A role that the viewer may take. */
export interface EmergencyRole extends Named {
  maxMinutes: number;
}

export const fetchEmergencyRoles = () =>
  request<{ roles: EmergencyRole[] }>("GET", path(["me", "emergency"])).then((answer) => answer.roles);

export const takeEmergency = (role: string, minutes: number, reason: string) =>
  request<void>("POST", path(["me", "emergency"]), { role, minutes, reason });

export const endOwnEmergency = (role: string) => request<void>("POST", path(["me", "emergency", "end"]), { role });

export const endEmergencyOf = (user: string, role: string) =>
  request<void>("POST", path(["users", user, "emergency", "end"]), { role });

/** Those that hold now. */
export const fetchEmergencies = () =>
  request<{ emergency: Emergency[] }>("GET", path(["emergency"])).then((answer) => answer.emergency);
