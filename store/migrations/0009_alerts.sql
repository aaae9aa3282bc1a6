-- What the user wants to be told of as it comes. `checked`: articles up to this change were searched for it.
CREATE TABLE alerts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL CHECK (kind IN ('phrase', 'pattern', 'query')),
    text       TEXT    NOT NULL CHECK (text <> ''),
    exact_case INTEGER NOT NULL DEFAULT 0,
    contact    INTEGER REFERENCES contacts (id) ON DELETE CASCADE,  -- NULL: nobody's in particular
    added      INTEGER NOT NULL,
    checked    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX alerts_by_contact ON alerts (contact) WHERE contact IS NOT NULL;
-- One for a story, however many sources tell it. `told`: when the user was; NULL: not yet.
CREATE TABLE notices (
    alert   INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    story   INTEGER NOT NULL REFERENCES articles (id),
    article INTEGER NOT NULL REFERENCES articles (id),  -- the first of the story that had it
    told    INTEGER,
    PRIMARY KEY (alert, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_story ON notices (story);
