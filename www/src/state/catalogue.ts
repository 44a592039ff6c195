import type { StandardPermission } from "usher-access";

/** The permissions every company has, in the order people read them. Typed, so that a new one is missed by the compiler. */
const STANDARD = {
  chats: ["chats.view", "chats.reply", "chats.create", "chats.assign", "chats.transfer", "chats.close", "chats.export"],
  messages: ["messages.clear"],
  contacts: [
    "contacts.view", "contacts.edit", "contacts.phone", "contacts.email", "contacts.reveal", "contacts.export",
    "contacts.erase",
  ],
  newsletters: ["newsletters.view", "newsletters.send"],
  reports: ["reports.view", "reports.create"],
  payments: ["payments.view", "payments.manage"],
  calls: ["calls.view", "calls.answer"],
  settings: ["settings.view", "settings.edit"],
  channels: ["channels.manage"],
  users: ["users.view", "users.manage"],
  groups: ["groups.manage"],
  roles: ["roles.manage"],
  routing: ["routing.manage"],
  audit: ["audit.view"],
  reviews: ["reviews.manage"],
  access: ["access.emergency"],
} satisfies Record<string, StandardPermission[]>;

/** The sections whose permissions are about chats and contacts, where it matters which one. */
const OF_RECORDS = new Set(["chats", "messages", "contacts", "calls"]);

/** Whether a permission reaches some chats and not others; else holding it is enough. */
export const isOfRecords = (permission: string) => OF_RECORDS.has(sectionOf(permission));

export interface PermissionSection {
  section: string;
  permissions: readonly string[];
}

/** The standard permissions and the host application's own, by section. */
export function catalogue(hostPermissions: readonly string[]): readonly PermissionSection[] {
  const sections = new Map<string, string[]>(Object.entries(STANDARD).map(([name, all]) => [name, [...all]]));
  for (const permission of hostPermissions) {
    const section = sectionOf(permission);
    sections.set(section, [...(sections.get(section) ?? []), permission]);
  }
  return [...sections].map(([section, permissions]) => ({ section, permissions }));
}

/** Permissions in the order of the catalogue, whatever order they came in. */
export function inOrder(permissions: readonly string[], hostPermissions: readonly string[]): readonly string[] {
  const held = new Set(permissions);
  return catalogue(hostPermissions).flatMap((one) => one.permissions.filter((permission) => held.has(permission)));
}

export const FIELD_KINDS = ["name", "phone", "email", "handle", "address", "text", "card", "iban", "national_id"] as const;

export const sectionOf = (permission: string) => permission.split(".")[0] ?? permission;
export const actionOf = (permission: string) => permission.split(".")[1] ?? permission;
