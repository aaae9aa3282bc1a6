-- Times are Unix seconds (UTC), lists are JSON arrays of text, an absent time or stage is NULL.
-- Never edit this file after a release: add the next number.
PRAGMA application_id = 0x53415754;  -- "SAWT": tells our file from any other SQLite database

-- A removed source keeps its row, so that its articles keep their source and stay known when it is
-- added again.
CREATE TABLE sources (
    id             INTEGER PRIMARY KEY,
    kind           TEXT    NOT NULL CHECK (kind IN ('feed', 'page')),
    url            TEXT    NOT NULL UNIQUE CHECK (url <> ''),
    title          TEXT    NOT NULL,
    tags           TEXT    NOT NULL,
    company        TEXT    NOT NULL,
    links          TEXT    NOT NULL,
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

-- Where a source lived before a permanent redirect: the old address in a feeds.toml still means it.
CREATE TABLE former_urls (
    url    TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id)
) STRICT, WITHOUT ROWID;

-- The text stands apart, so that grouping, counting and listing touch small rows.
CREATE TABLE articles (
    id         INTEGER PRIMARY KEY,
    source     INTEGER NOT NULL REFERENCES sources (id),  -- the first that showed it
    story      INTEGER REFERENCES articles (id),          -- the article that began it; NULL until grouped
    guid       TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    publisher  TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    published  INTEGER,
    first_seen INTEGER NOT NULL,
    appeared   INTEGER NOT NULL,         -- min(published, first_seen)
    change     INTEGER NOT NULL UNIQUE,  -- the newest of this article
    signature  BLOB                      -- of its story; NULL until it is grouped
) STRICT;
CREATE INDEX articles_by_appeared ON articles (appeared);
CREATE INDEX articles_by_guid ON articles (guid);
CREATE INDEX articles_by_url ON articles (url) WHERE url <> '';
CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL;
CREATE INDEX articles_ungrouped ON articles (id) WHERE story IS NULL;

CREATE TABLE article_texts (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    text    TEXT NOT NULL
) STRICT;

-- What a source showed of an article, to know it again: hashes (FNV-1a, 64 bit) of its guid, its
-- URL (0 without one) and its title and text. See store/recognise.hpp.
CREATE TABLE sightings (
    article     INTEGER NOT NULL REFERENCES articles (id),
    source      INTEGER NOT NULL REFERENCES sources (id),
    guid_key    INTEGER NOT NULL,
    url_key     INTEGER NOT NULL,
    content_key INTEGER NOT NULL,
    published   INTEGER,
    PRIMARY KEY (article, source, guid_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_by_guid ON sightings (source, guid_key);
CREATE INDEX sightings_by_url ON sightings (source, url_key) WHERE url_key <> 0;
CREATE INDEX sightings_by_content ON sightings (source, content_key);

-- AUTOINCREMENT: the number of a forgotten contact is never given to another.
CREATE TABLE contacts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    key             TEXT    NOT NULL UNIQUE CHECK (key <> ''),
    name            TEXT    NOT NULL,
    email           TEXT    NOT NULL,
    company         TEXT    NOT NULL,
    company_aliases TEXT    NOT NULL,
    company_domain  TEXT    NOT NULL,
    role            TEXT    NOT NULL,
    industry        TEXT    NOT NULL,
    teams           TEXT    NOT NULL,
    interests       TEXT    NOT NULL,
    projects        TEXT    NOT NULL,
    location        TEXT    NOT NULL,
    goals           TEXT    NOT NULL,
    "values"        TEXT    NOT NULL,
    family          TEXT    NOT NULL,
    tags            TEXT    NOT NULL,
    stage           TEXT,
    met             TEXT    NOT NULL,
    cadence_days    INTEGER NOT NULL,
    channel         TEXT    NOT NULL,
    phone           TEXT    NOT NULL,
    birthday        TEXT    NOT NULL,
    anniversary     TEXT    NOT NULL,
    notes           TEXT    NOT NULL
) STRICT;

-- evidence: JSON, [["title", begin, end], ["text", begin, end], ...] in bytes.
CREATE TABLE matches (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    article       INTEGER NOT NULL REFERENCES articles (id),
    contact       INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    facet         TEXT    NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind IN ('opener', 'alert')),
    score         REAL    NOT NULL,
    sensitive     INTEGER NOT NULL,
    sensitive_why TEXT    NOT NULL,
    watch         TEXT    NOT NULL,
    evidence      TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    UNIQUE (article, contact, facet)
) STRICT;
CREATE INDEX matches_by_contact ON matches (contact);

CREATE TABLE suggestions (
    contact      INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    story        INTEGER NOT NULL REFERENCES articles (id),
    article      INTEGER NOT NULL REFERENCES articles (id),
    facet        TEXT    NOT NULL,
    suggested_at INTEGER NOT NULL,
    PRIMARY KEY (contact, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters (name, value)
VALUES ('change', 0),            -- the last number given in the log of changes
       ('contacts_version', 0),
       ('matched_version', 0),   -- contacts_version of the last matches
       ('matched_change', 0);    -- the change they reach up to
