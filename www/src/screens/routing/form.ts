import { createContext, useContext } from "react";
import type { Finding, Trial } from "../../api/routing";
import type { Channel, Group, User } from "../../api/model";
import { nameOf } from "../../state/directory";
import type { Check } from "../../state/routing/check";
import type { RoutingEdit } from "./useRoutingEdit";

/** Who and what there is in the company. */
export interface Company {
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly channels: readonly Channel[];
}

/** What all parts of the screen share. */
export interface RoutingForm {
  readonly edit: RoutingEdit;
  readonly company: Company;
  readonly check: Check;
  readonly trial: Trial | null;
  readonly onTrial: (part: Partial<Trial>) => void;
  /** What is wrong with the settings as they are here. */
  readonly faults: readonly Finding[];
  /** What can hardly be meant, of what is stored and not changed since. */
  readonly warnings: readonly Finding[];
  /** The rows that are open, by pointer. */
  readonly open: ReadonlySet<string>;
  readonly onOpen: (row: string, isOpen: boolean) => void;
}

export const FormContext = createContext<RoutingForm | null>(null);

export function useForm(): RoutingForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error("used outside of the settings of routing");
  return form;
}

/** Names of what the settings refer to. */
export function useNamesOf() {
  const { users, groups, channels } = useForm().company;
  return {
    user: (id: string) => nameOf(users, id),
    group: (id: string) => nameOf(groups, id),
    channel: (id: string) => nameOf(channels, id),
  };
}
