-- Exports that were begun: one at a time for each user, and so many in an hour. One that nobody has read from for long
-- was left.
CREATE TABLE export (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  started_at_ms INTEGER NOT NULL,
  read_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER
) STRICT;
CREATE INDEX export_by_user ON export (user_id, started_at_ms);
