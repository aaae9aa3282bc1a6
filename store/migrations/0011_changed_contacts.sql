-- The contacts' version (counters) with which a contact came or was last changed: what was made of them earlier knows
-- whom it does not know yet. `database` is a random number that tells this database from others.
ALTER TABLE contacts ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contacts_by_change ON contacts (changed);
INSERT INTO counters (name, value) VALUES ('database', random());
