-- Routing as a whole: what decides stands in rows, one for each person and each open chat. What is in memory is a copy.
--
-- Numbers by which routing knows people, groups, channels and chats. None is given anew, since none of these is ever
-- deleted. Group 0 is nobody's: what waits in it is taken by hand.
ALTER TABLE user ADD COLUMN no INTEGER;
UPDATE user SET no = numbered.nth
  FROM (SELECT id, row_number() OVER (ORDER BY position, id) - 1 AS nth FROM user) numbered WHERE numbered.id = user.id;
CREATE UNIQUE INDEX user_by_no ON user (no);
CREATE TRIGGER user_is_numbered AFTER INSERT ON user BEGIN
  UPDATE user SET no = (SELECT coalesce(max(no) + 1, 0) FROM user) WHERE id = NEW.id;
END;

ALTER TABLE user_group ADD COLUMN no INTEGER;
UPDATE user_group SET no = numbered.nth
  FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS nth FROM user_group) numbered
  WHERE numbered.id = user_group.id;
CREATE UNIQUE INDEX user_group_by_no ON user_group (no);
CREATE TRIGGER user_group_is_numbered AFTER INSERT ON user_group BEGIN
  UPDATE user_group SET no = (SELECT coalesce(max(no) + 1, 1) FROM user_group) WHERE id = NEW.id;
END;

ALTER TABLE channel ADD COLUMN no INTEGER;
UPDATE channel SET no = numbered.nth
  FROM (SELECT id, row_number() OVER (ORDER BY position, id) - 1 AS nth FROM channel) numbered
  WHERE numbered.id = channel.id;
CREATE UNIQUE INDEX channel_by_no ON channel (no);
CREATE TRIGGER channel_is_numbered AFTER INSERT ON channel BEGIN
  UPDATE channel SET no = (SELECT coalesce(max(no) + 1, 0) FROM channel) WHERE id = NEW.id;
END;

ALTER TABLE chat ADD COLUMN no INTEGER;
UPDATE chat SET no = numbered.nth
  FROM (SELECT id, row_number() OVER (ORDER BY rowid) AS nth FROM chat) numbered WHERE numbered.id = chat.id;
CREATE UNIQUE INDEX chat_by_no ON chat (no);
CREATE TRIGGER chat_is_numbered AFTER INSERT ON chat BEGIN
  UPDATE chat SET no = (SELECT coalesce(max(no) + 1, 1) FROM chat) WHERE id = NEW.id;
END;

CREATE TABLE routing_skill (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

-- One row once routing has taken the company over: what is neither a person nor a chat.
CREATE TABLE routing_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Counts every change of these tables: a copy in memory is good for one count.
  version INTEGER NOT NULL,
  head TEXT NOT NULL,
  policy TEXT NOT NULL,
  -- When hours or the day begin or end next.
  due_ms INTEGER
) STRICT;

CREATE TABLE routing_person (
  no INTEGER PRIMARY KEY,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE routing_chat (
  no INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  assignee INTEGER GENERATED ALWAYS AS (state ->> 'assignee') VIRTUAL,
  channel INTEGER GENERATED ALWAYS AS (state ->> 'channel') VIRTUAL,
  priority INTEGER GENERATED ALWAYS AS (state ->> 'priority') VIRTUAL,
  arrived_ms INTEGER GENERATED ALWAYS AS (state ->> 'arrivedMs') VIRTUAL,
  place INTEGER GENERATED ALWAYS AS (state ->> 'place') VIRTUAL
) STRICT;
CREATE INDEX routing_chat_by_assignee ON routing_chat (assignee, channel) WHERE assignee IS NOT NULL;
CREATE INDEX routing_chat_waiting ON routing_chat (priority DESC, arrived_ms, place, no) WHERE assignee IS NULL;

-- What happened, with its entropy, to be played again. Kept for a month.
CREATE TABLE routing_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  line TEXT NOT NULL
) STRICT;
CREATE INDEX routing_event_by_time ON routing_event (at_ms);

-- What somebody said of themselves, until they log out.
ALTER TABLE user ADD COLUMN presence TEXT NOT NULL DEFAULT 'online'
  CHECK (presence IN ('online', 'finishing', 'away'));

-- Whether a chat waits until somebody takes it, whoever is free.
ALTER TABLE chat ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));

-- Whom a decision looked at.
ALTER TABLE assignment ADD COLUMN looked_at TEXT;

-- Clients who were not answered in time.
CREATE TABLE missed (
  id INTEGER PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chat (id),
  at_ms INTEGER NOT NULL,
  waited_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'call')),
  group_id TEXT REFERENCES user_group (id),
  user_id TEXT REFERENCES user (id),
  escalated_to TEXT REFERENCES user_group (id)
) STRICT;
CREATE INDEX missed_by_time ON missed (at_ms DESC, id DESC);
