-- Which user ids WhatsApp told each of our numbers. On one number a person has one of them, however often a phone number
-- goes from one person to another.
CREATE TABLE identity_told (
  source TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (source, value)
) STRICT, WITHOUT ROWID;
