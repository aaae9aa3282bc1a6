-- Which contacts have a target (matcher::TargetKey): whom an article is for is asked without reading all contacts.
-- `targets_revision` is that of the program that named them; 0: they are to be written anew.
CREATE TABLE contact_targets (
    target  INTEGER NOT NULL,
    contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (target, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_targets_by_contact ON contact_targets (contact);
INSERT INTO counters (name, value) VALUES ('targets_revision', 0);
-- What of the contact the suggestion was about; 0: not known. `with_care`: put before the user as hard news, without
-- a message.
ALTER TABLE suggestions ADD COLUMN target INTEGER NOT NULL DEFAULT 0;
ALTER TABLE suggestions ADD COLUMN with_care INTEGER NOT NULL DEFAULT 0;
