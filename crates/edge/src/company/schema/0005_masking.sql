-- How the company masks, as JSON.
ALTER TABLE company ADD COLUMN masking TEXT NOT NULL DEFAULT '{}';

-- The key of the company: whoever has it can tell which value a token stands for. Made when it is first needed.
CREATE TABLE company_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  key TEXT NOT NULL
) STRICT;

-- By what contacts are found without being seen: keyed tokens of their numbers, addresses and names elsewhere.
CREATE TABLE contact_token (
  token TEXT NOT NULL,
  contact_id TEXT NOT NULL REFERENCES contact (id),
  PRIMARY KEY (token, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_token_by_contact ON contact_token (contact_id);

-- Whether the tokens of a contact are those of what it is now. The triggers see every write, whoever makes it.
ALTER TABLE contact ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contact_unindexed ON contact (id) WHERE indexed = 0;
CREATE TRIGGER contact_has_other_values AFTER UPDATE OF phone, email, handle ON contact BEGIN
  UPDATE contact SET indexed = 0 WHERE id = NEW.id;
END;
CREATE TRIGGER contact_has_another_identity AFTER INSERT ON contact_identity BEGIN
  UPDATE contact SET indexed = 0 WHERE id = NEW.contact_id;
END;
CREATE TRIGGER contact_gave_an_identity AFTER UPDATE ON contact_identity BEGIN
  UPDATE contact SET indexed = 0 WHERE id IN (OLD.contact_id, NEW.contact_id);
END;
CREATE TRIGGER contact_lost_an_identity AFTER DELETE ON contact_identity BEGIN
  UPDATE contact SET indexed = 0 WHERE id = OLD.contact_id;
END;

-- Who wrote in groups: few messages among many.
CREATE INDEX message_by_sender ON message (sender_id) WHERE sender_id IS NOT NULL;

-- How often somebody searched: since when, and how many times, in the minute and in the day.
CREATE TABLE contact_search (
  user_id TEXT PRIMARY KEY REFERENCES user (id),
  minute_at_ms INTEGER NOT NULL,
  in_minute INTEGER NOT NULL,
  day_at_ms INTEGER NOT NULL,
  in_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was revealed to whom. What for stands in the audit log.
CREATE TABLE reveal (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id),
  contact_id TEXT NOT NULL REFERENCES contact (id),
  field TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX reveal_by_user ON reveal (user_id, at_ms);
