-- What smart rules ask of a chat beside what it is: words of the company's own, and the language of the client.
ALTER TABLE chat ADD COLUMN labels TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(labels));
ALTER TABLE chat ADD COLUMN language TEXT;
-- Whether somebody said so: then no service says otherwise.
ALTER TABLE chat ADD COLUMN language_by_hand INTEGER NOT NULL DEFAULT 0 CHECK (language_by_hand IN (0, 1));
-- The message of the client with which the chat began to wait: rules that are asked anew are asked of this one.
ALTER TABLE chat ADD COLUMN asked_message_id TEXT REFERENCES message (id);
