-- A filled database as schema 2 wrote it. Never edit: each later schema must open it.
PRAGMA foreign_keys = OFF;  -- the tables stand in order of their names
PRAGMA application_id = 1396791124;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE article_texts (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    text    TEXT NOT NULL
) STRICT;
INSERT INTO "article_texts" VALUES(1,'Text 1.');
INSERT INTO "article_texts" VALUES(2,'Text 2.');
CREATE TABLE articles (
    id         INTEGER PRIMARY KEY,
    source     INTEGER NOT NULL REFERENCES sources (id),  -- the first that showed it
    story      INTEGER REFERENCES articles (id),           -- NULL until it is grouped
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
INSERT INTO "articles" VALUES(1,1,1,'g1','https://e.org/1','One','','E','en',900,1000,900,3,X'736967');
INSERT INTO "articles" VALUES(2,1,NULL,'g2','https://e.org/2','Two','','E','en',900,1000,900,2,NULL);
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
INSERT INTO "contacts" VALUES(1,'ana-ruiz','Ana Ruiz','ana@e.org','Acme','[]','','','','["Giants"]','[]','[]','','[]','[]','[]','[]','Trust','',0,'','','','','');
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "counters" VALUES('change',3);
INSERT INTO "counters" VALUES('contacts_version',1);
INSERT INTO "counters" VALUES('matched_change',3);
INSERT INTO "counters" VALUES('matched_version',1);
CREATE TABLE former_urls (
    url    TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "matches" VALUES(1,1,1,'team','opener',0.5,0,'','Giants','[["title",0,3]]','Because.');
CREATE TABLE sightings (
    article     INTEGER NOT NULL REFERENCES articles (id),
    source      INTEGER NOT NULL REFERENCES sources (id),
    guid_key    INTEGER NOT NULL,
    url_key     INTEGER NOT NULL,
    content_key INTEGER NOT NULL,
    published   INTEGER,
    PRIMARY KEY (article, source, guid_key)
) STRICT, WITHOUT ROWID;
INSERT INTO "sightings" VALUES(1,1,618408253520286229,-8444313773302873359,4442605561378079477,900);
INSERT INTO "sightings" VALUES(2,1,618404954985401596,-8444317071837757992,-5537218462479811052,900);
CREATE TABLE sources (
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
INSERT INTO "sources" VALUES(1,'feed','https://e.org/feed','E','["a"]','','','','',0,2,'"abc"','','',1000,NULL,NULL,NULL,NULL,0,0,'none','',0);
CREATE TABLE suggestions (
    contact      INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    story        INTEGER NOT NULL REFERENCES articles (id),
    article      INTEGER NOT NULL REFERENCES articles (id),
    facet        TEXT    NOT NULL,
    suggested_at INTEGER NOT NULL,
    PRIMARY KEY (contact, story)
) STRICT, WITHOUT ROWID;
INSERT INTO "suggestions" VALUES(1,1,1,'team',1100);
CREATE INDEX articles_by_appeared ON articles (appeared);
CREATE INDEX articles_by_guid ON articles (guid);
CREATE INDEX articles_by_url ON articles (url) WHERE url <> '';
CREATE INDEX articles_by_story ON articles (story) WHERE story IS NOT NULL;
CREATE INDEX articles_ungrouped ON articles (id) WHERE story IS NULL;
CREATE INDEX sightings_by_guid ON sightings (source, guid_key);
CREATE INDEX sightings_by_url ON sightings (source, url_key) WHERE url_key <> 0;
CREATE INDEX sightings_by_content ON sightings (source, content_key);
CREATE INDEX matches_by_contact ON matches (contact);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('contacts',1);
INSERT INTO "sqlite_sequence" VALUES('matches',1);
COMMIT;
ALTER TABLE sources ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN move_sightings INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 3;
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
INSERT INTO judgements VALUES(1,X'0102');
INSERT INTO judged_targets VALUES(7);
INSERT INTO feedback VALUES(1,1,1,'team',7,'sent',1100,0);
UPDATE counters SET value = 3 WHERE name = 'matched_change';
PRAGMA user_version = 4;
-- Articles whose text was, or is to be, taken from their page.
ALTER TABLE sources ADD COLUMN full_text TEXT NOT NULL DEFAULT '';  -- '' where nothing was said
CREATE TABLE full_texts (
    article  INTEGER PRIMARY KEY REFERENCES articles (id),
    source   INTEGER NOT NULL REFERENCES sources (id),  -- the one that wants it
    tries    INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER,                     -- NULL: there is none
    kept     INTEGER NOT NULL DEFAULT 0,  -- the text is the page's: no poll replaces it
    teaser   TEXT    NOT NULL DEFAULT '', -- what the source gave, where the page's text replaced it
    page_url TEXT    NOT NULL DEFAULT ''  -- the canonical address that the page states
) STRICT;
CREATE INDEX full_texts_by_try ON full_texts (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX full_texts_by_page ON full_texts (page_url) WHERE page_url <> '';
PRAGMA user_version = 5;
-- When the last articles of a source appeared, newest first, separated by blanks: its rhythm.
ALTER TABLE sources ADD COLUMN arrivals TEXT NOT NULL DEFAULT '';
CREATE TEMP TABLE arrivals_before AS
SELECT source, group_concat(hour, ' ') AS times
FROM (SELECT source, hour FROM (
          SELECT source, hour, row_number() OVER (PARTITION BY source ORDER BY hour DESC) AS place
          FROM (SELECT DISTINCT source, appeared / 3600 * 3600 AS hour FROM articles))
      WHERE place <= 21 ORDER BY source, hour DESC)
GROUP BY source;
UPDATE sources SET arrivals = coalesce((SELECT times FROM arrivals_before WHERE source = sources.id), '');
DROP TABLE arrivals_before;
PRAGMA user_version = 6;
-- Where a listing goes on that is still to be read, and how many of its pages were read beyond the first.
ALTER TABLE sources ADD COLUMN more_at TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN more_pages INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 7;

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
INSERT INTO contact_targets VALUES(7,1);
PRAGMA user_version = 8;

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
INSERT INTO alerts VALUES(1,'query','title:acme',0,1,1700000000,3);
INSERT INTO notices VALUES(1,1,1,NULL);
PRAGMA user_version = 9;

-- What a feed says of itself: who pushes its news (WebSub), and under which name. Unchanged bodies are read once
-- more, as what they announce was not kept before.
ALTER TABLE sources ADD COLUMN hub TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN topic TEXT NOT NULL DEFAULT '';
UPDATE sources SET body_hash = '' WHERE kind = 'feed';
-- What hubs were asked to push. `token` ends the address that they call.
CREATE TABLE subscriptions (
    token          TEXT    PRIMARY KEY CHECK (token <> ''),
    source         INTEGER NOT NULL REFERENCES sources (id),
    hub            TEXT    NOT NULL,
    topic          TEXT    NOT NULL,
    secret         TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('asked', 'active', 'denied', 'leaving')),
    next_ask       INTEGER,
    lease_end      INTEGER,
    last_push      INTEGER,
    failures       INTEGER NOT NULL DEFAULT 0,
    failure_kind   TEXT    NOT NULL DEFAULT 'none',
    failure_detail TEXT    NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subscriptions_by_source ON subscriptions (source) WHERE state <> 'leaving';
INSERT INTO subscriptions VALUES('7a',1,'https://hub.example/','https://example.org/feed','s','active',1700600000,1700864000,NULL,0,'none','');
PRAGMA user_version = 10;

-- The contacts' version (counters) with which a contact came or was last changed: what was made of them earlier knows
-- whom it does not know yet. `database` is a random number that tells this database from others.
ALTER TABLE contacts ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contacts_by_change ON contacts (changed);
INSERT INTO counters (name, value) VALUES ('database', 4711);
UPDATE contacts SET changed = 1;
PRAGMA user_version = 11;

-- The address that all ways to write an article's URL have in common, as bare_address() (core/address.hpp) has it:
-- articles are looked up by it.
ALTER TABLE articles ADD COLUMN address TEXT GENERATED ALWAYS AS (
    rtrim(CASE
        WHEN substr(url, 1, 12) = 'https://www.' THEN substr(url, 13)
        WHEN substr(url, 1, 11) = 'http://www.' THEN substr(url, 12)
        WHEN substr(url, 1, 8) = 'https://' THEN substr(url, 9)
        WHEN substr(url, 1, 7) = 'http://' THEN substr(url, 8)
        ELSE url END, '/')) VIRTUAL;
DROP INDEX articles_by_url;
CREATE INDEX articles_by_address ON articles (address) WHERE url <> '';

ALTER TABLE full_texts ADD COLUMN page_address TEXT GENERATED ALWAYS AS (
    rtrim(CASE
        WHEN substr(page_url, 1, 12) = 'https://www.' THEN substr(page_url, 13)
        WHEN substr(page_url, 1, 11) = 'http://www.' THEN substr(page_url, 12)
        WHEN substr(page_url, 1, 8) = 'https://' THEN substr(page_url, 9)
        WHEN substr(page_url, 1, 7) = 'http://' THEN substr(page_url, 8)
        ELSE page_url END, '/')) VIRTUAL;
DROP INDEX full_texts_by_page;
CREATE INDEX full_texts_by_address ON full_texts (page_address) WHERE page_url <> '';
PRAGMA user_version = 12;

-- Where a suggestion stood among those of its digest, so that it can be shown once more as it was.
ALTER TABLE suggestions ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 13;
