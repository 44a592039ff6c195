CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  applied_at_ms INTEGER NOT NULL
) STRICT;

-- One row, once the company exists.
CREATE TABLE company (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  utc_offset_minutes INTEGER NOT NULL,
  host_permissions TEXT NOT NULL,
  sections TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE channel (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  group_id TEXT
) STRICT;

CREATE TABLE channel_secret (
  channel_id TEXT PRIMARY KEY REFERENCES channel (id),
  app_secret TEXT,
  verify_token TEXT,
  phone_number_id TEXT UNIQUE,
  secret_token TEXT
) STRICT;

CREATE TABLE role (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  rights TEXT NOT NULL
) STRICT;

CREATE TABLE user_group (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  rights TEXT,
  channels TEXT NOT NULL,
  algorithm TEXT NOT NULL
) STRICT;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  username TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  roles TEXT NOT NULL,
  channels TEXT,
  denied TEXT NOT NULL,
  last_seen_at_ms INTEGER
) STRICT;

CREATE TABLE membership (
  user_id TEXT NOT NULL REFERENCES user (id),
  group_id TEXT NOT NULL REFERENCES user_group (id),
  PRIMARY KEY (user_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_group ON membership (group_id, user_id);

CREATE TABLE credential (
  user_id TEXT PRIMARY KEY REFERENCES user (id),
  password_hash TEXT NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;

-- The token itself is known to the browser only.
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  created_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);

-- Also for names that nobody has, so that locking out tells nothing.
CREATE TABLE login_failure (
  name TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  failed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_failure_by_time ON login_failure (failed_at_ms);

CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  name TEXT,
  phone TEXT,
  email TEXT,
  handle TEXT,
  address TEXT,
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  responsible_id TEXT REFERENCES user (id),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_by_responsible ON contact (responsible_id) WHERE responsible_id IS NOT NULL;

-- What a channel's vendor calls a contact. Never leaves the edge.
CREATE TABLE contact_identity (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  contact_id TEXT NOT NULL REFERENCES contact (id),
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_identity_by_contact ON contact_identity (contact_id);

CREATE TABLE chat (
  id TEXT PRIMARY KEY,
  channel_id TEXT NOT NULL REFERENCES channel (id),
  contact_id TEXT NOT NULL REFERENCES contact (id),
  vendor_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  group_id TEXT REFERENCES user_group (id),
  assignee_id TEXT REFERENCES user (id),
  last_message_id TEXT,
  waiting_since_ms INTEGER,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (channel_id, vendor_key)
) STRICT;
CREATE INDEX chat_by_update ON chat (updated_at_ms DESC, id DESC);
CREATE INDEX chat_by_status ON chat (status, updated_at_ms DESC, id DESC);
CREATE INDEX chat_by_assignee ON chat (assignee_id, status);
CREATE INDEX chat_by_contact ON chat (contact_id);
CREATE INDEX chat_queued ON chat (group_id, waiting_since_ms) WHERE status = 'open' AND assignee_id IS NULL;

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chat (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL,
  text TEXT,
  at_ms INTEGER NOT NULL,
  author_id TEXT REFERENCES user (id),
  sender_id TEXT REFERENCES contact (id),
  attachment TEXT,
  edited INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL,
  vendor_key TEXT
) STRICT;
CREATE INDEX message_by_chat ON message (chat_id, at_ms / 1000);
CREATE INDEX message_by_vendor_key ON message (vendor_key) WHERE vendor_key IS NOT NULL;

-- Every delivered item, once: the key makes a repeated delivery change nothing. What was not understood stays whole.
CREATE TABLE inbound_event (
  source TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  raw TEXT,
  PRIMARY KEY (source, dedupe_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_event_by_outcome ON inbound_event (outcome, received_at_ms);

CREATE TABLE assignment (
  id TEXT PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chat (id),
  user_id TEXT REFERENCES user (id),
  group_id TEXT REFERENCES user_group (id),
  from_ms INTEGER NOT NULL,
  until_ms INTEGER,
  by_user_id TEXT REFERENCES user (id),
  reason TEXT NOT NULL,
  seed TEXT
) STRICT;
CREATE INDEX assignment_by_chat ON assignment (chat_id);
CREATE INDEX assignment_current ON assignment (chat_id) WHERE until_ms IS NULL;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;
