-- Folders on a mail server as a third kind of source. SQLite cannot change a CHECK, so the table is made anew; rows
-- that refer to it are looked at when the transaction ends, and find their sources there again.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE sources_before AS SELECT * FROM main.sources;
DROP TABLE main.sources;
CREATE TABLE main.sources (
    id             INTEGER PRIMARY KEY,
    kind           TEXT    NOT NULL CHECK (kind IN ('feed', 'page', 'mail')),
    url            TEXT    NOT NULL UNIQUE CHECK (url <> ''),
    title          TEXT    NOT NULL,
    tags           TEXT    NOT NULL,
    company        TEXT    NOT NULL,
    links          TEXT    NOT NULL,
    form           TEXT    NOT NULL DEFAULT '',  -- mail: what a message becomes
    password_place TEXT    NOT NULL DEFAULT '',  -- mail: where the password is kept; never itself
    removed        INTEGER NOT NULL DEFAULT 0,
    articles       INTEGER NOT NULL DEFAULT 0,  -- how many different ones it has shown
    etag           TEXT    NOT NULL DEFAULT '',
    last_modified  TEXT    NOT NULL DEFAULT '',
    body_hash      TEXT    NOT NULL DEFAULT '',
    last_poll      INTEGER,
    last_success   INTEGER,
    last_full      INTEGER,
    last_new       INTEGER,
    next_poll      INTEGER,
    poll_interval  INTEGER NOT NULL DEFAULT 0,
    failures       INTEGER NOT NULL DEFAULT 0,
    failure_kind   TEXT    NOT NULL DEFAULT 'none',
    failure_detail TEXT    NOT NULL DEFAULT '',
    retired        INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO main.sources (id, kind, url, title, tags, company, links, removed, articles, etag, last_modified, body_hash,
                          last_poll, last_success, last_full, last_new, next_poll, poll_interval, failures,
                          failure_kind, failure_detail, retired)
SELECT id, kind, url, title, tags, company, links, removed, articles, etag, last_modified, body_hash, last_poll,
       last_success, last_full, last_new, next_poll, poll_interval, failures, failure_kind, failure_detail, retired
FROM sources_before;
DROP TABLE sources_before;
