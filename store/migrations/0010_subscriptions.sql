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
