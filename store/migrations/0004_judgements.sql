-- What an article is to all contacts is kept once (matcher/judgement.hpp says what the bytes are); matches are made of
-- it when they are asked for, since they depend on the hour and on what the user taught.
DROP TABLE matches;
CREATE TABLE judgements (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    bytes   BLOB NOT NULL
) STRICT;
-- The targets (matcher::TargetKey) that all articles within the window were judged for.
CREATE TABLE judged_targets (
    target INTEGER PRIMARY KEY
) STRICT;
-- What the user said of matches; never deleted but with the contact, `undone` takes one back.
CREATE TABLE feedback (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    article  INTEGER NOT NULL REFERENCES articles (id),
    facet    TEXT    NOT NULL,
    target   INTEGER NOT NULL,  -- what of the contact it was about (matcher::TargetKey)
    verdict  TEXT    NOT NULL,
    said_at  INTEGER NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX feedback_by_contact ON feedback (contact);
UPDATE counters SET value = 0 WHERE name IN ('matched_version', 'matched_change');
