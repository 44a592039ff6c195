// The permissions of the measured company. Literals, as in the source of a frontend: V8 keeps one copy of each.

/** About a chat: it matters which one. */
export const RECORD_PERMISSIONS = [
  'chats.view', 'chats.reply', 'chats.create', 'chats.assign', 'chats.transfer', 'chats.close', 'chats.export',
  'messages.clear', 'contacts.view', 'contacts.edit', 'contacts.phone', 'contacts.email', 'contacts.reveal',
  'contacts.export', 'contacts.erase', 'calls.view', 'calls.answer',
];

/** About the company: holding it is enough. */
export const COMPANY_PERMISSIONS = [
  'newsletters.view', 'newsletters.send', 'reports.view', 'reports.create', 'payments.view', 'payments.manage',
  'settings.view', 'settings.edit', 'channels.manage', 'users.view', 'users.manage', 'groups.manage', 'roles.manage',
  'routing.manage', 'audit.view', 'reviews.manage', 'access.emergency',
];

/** Those that the host application defines; they are about the company too. */
export const HOST_PERMISSIONS = [
  'loyalty.view', 'loyalty.edit', 'orders.view', 'orders.refund', 'delivery.track', 'vouchers.issue',
];

export const PERMISSIONS = [...RECORD_PERMISSIONS, ...COMPANY_PERMISSIONS, ...HOST_PERMISSIONS];

const ABOUT_CHATS = new Set(RECORD_PERMISSIONS);

export const isAboutChats = (permission) => ABOUT_CHATS.has(permission);

const HOST = new Set(HOST_PERMISSIONS);

export const isHost = (permission) => HOST.has(permission);
