-- Counts the changes of what accesses are compiled from.
ALTER TABLE company ADD COLUMN policy_revision INTEGER NOT NULL DEFAULT 1;

-- Memberships that start and end by themselves.
ALTER TABLE membership ADD COLUMN starts_at_ms INTEGER;
ALTER TABLE membership ADD COLUMN ends_at_ms INTEGER;

-- For how long a role may be taken in an emergency, and by whom it is.
ALTER TABLE role ADD COLUMN emergency_max_minutes INTEGER;
ALTER TABLE user ADD COLUMN emergency TEXT NOT NULL DEFAULT '[]';
