-- The settings of routing, as JSON; no row: those of a company that says nothing. Counted by themselves: they change
-- nobody's access.
CREATE TABLE routing (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
