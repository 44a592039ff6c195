// Ours, as a frontend uses it: the access document of the viewer goes in as the edge sends it.
import { load } from 'usher-access';

export const title = 'usher-access';
export const note = 'gets every grant with its period, and the denials, as the edge sends them';
export const isOurs = true;

export const prepare = (document) => JSON.stringify(document);

export const open = (text) => load(text);

export const can = (access, permission, chat) => access.can(permission, chat);

export const filter = (access, permission, chats) => access.filter(permission, chats);

export const sections = (access) => access.sections().map(({ id }) => id);

/** Handles are of chats: a permission about the company is held on any of them, or on none. */
const ANY = { channel: 'any', group: null, assignee: null, responsible: null, known: true };

export const handles = {
  permission: (access, permission) => access.permission(permission),
  chat: (access, chat) => access.chat(chat ?? ANY),
  can: (access, permission, chat) => access.allows(permission, chat),
};

export const columns = {
  pack: (access, chats) => access.pack(chats),
  filter: (access, permission, column, kept) => access.select(permission, column, kept).length,
};
