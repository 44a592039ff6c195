-- Roles that were taken in an emergency: those that last, and what became of the others. In place of the list in
-- the user, which had no room for a reason.
CREATE TABLE emergency (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  role_id TEXT NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  ended_at_ms INTEGER
) STRICT;
CREATE INDEX emergency_by_user ON emergency (user_id, starts_at_ms);
CREATE INDEX emergency_lasting ON emergency (ends_at_ms) WHERE ended_at_ms IS NULL;
INSERT INTO emergency (user_id, role_id, starts_at_ms, ends_at_ms, reason)
  SELECT user.id, value ->> 'id', value ->> 'startsAt', value ->> 'endsAt', '' FROM user, json_each(user.emergency);
ALTER TABLE user DROP COLUMN emergency;

-- Up to which moment it was seen to that periods start and end.
ALTER TABLE company ADD COLUMN periods_at_ms INTEGER NOT NULL DEFAULT 0;

-- Which user last used which permission on which day: where that day began.
CREATE TABLE permission_use (
  user_id TEXT NOT NULL REFERENCES user (id),
  permission TEXT NOT NULL,
  day_at_ms INTEGER NOT NULL,
  PRIMARY KEY (user_id, permission)
) STRICT, WITHOUT ROWID;

-- A deleted group stays for the history of the chats that it had.
ALTER TABLE user_group ADD COLUMN deleted_at_ms INTEGER;
