-- What decides who sees a chat stands in the chat itself, so that one index finds it: who is responsible for its
-- client, and whether the client is known. The triggers keep it so.
ALTER TABLE chat ADD COLUMN responsible_id TEXT;
ALTER TABLE chat ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
UPDATE chat SET (responsible_id, known) =
  (SELECT CASE chat.kind WHEN 'personal' THEN contact.responsible_id END, contact.known
   FROM contact WHERE contact.id = chat.contact_id);

CREATE TRIGGER chat_takes_from_its_contact AFTER INSERT ON chat BEGIN
  UPDATE chat SET (responsible_id, known) =
    (SELECT CASE NEW.kind WHEN 'personal' THEN contact.responsible_id END, contact.known
     FROM contact WHERE contact.id = NEW.contact_id)
  WHERE id = NEW.id;
END;
CREATE TRIGGER chat_takes_from_another_contact AFTER UPDATE OF contact_id, kind ON chat BEGIN
  UPDATE chat SET (responsible_id, known) =
    (SELECT CASE NEW.kind WHEN 'personal' THEN contact.responsible_id END, contact.known
     FROM contact WHERE contact.id = NEW.contact_id)
  WHERE id = NEW.id;
END;
CREATE TRIGGER contact_gives_to_its_chats AFTER UPDATE OF responsible_id, known ON contact BEGIN
  UPDATE chat SET responsible_id = CASE kind WHEN 'personal' THEN NEW.responsible_id END, known = NEW.known
  WHERE contact_id = NEW.id;
END;

-- Each way to reach chats has its index, in the order of the lists.
DROP INDEX chat_by_update;
DROP INDEX chat_by_assignee;
CREATE INDEX chat_by_channel ON chat (channel_id, status, updated_at_ms DESC, id DESC);
CREATE INDEX chat_by_assignee ON chat (assignee_id, status, updated_at_ms DESC, id DESC);
CREATE INDEX chat_by_responsible ON chat (responsible_id, status, updated_at_ms DESC, id DESC)
  WHERE responsible_id IS NOT NULL;
CREATE INDEX chat_by_group ON chat (group_id, channel_id, status, updated_at_ms DESC, id DESC)
  WHERE group_id IS NOT NULL;
-- The unassigned are few among many.
CREATE INDEX chat_unassigned_by_channel ON chat (channel_id, status, updated_at_ms DESC, id DESC, known)
  WHERE assignee_id IS NULL;
CREATE INDEX chat_unassigned_by_group ON chat (group_id, channel_id, status, updated_at_ms DESC, id DESC)
  WHERE assignee_id IS NULL AND group_id IS NOT NULL;
