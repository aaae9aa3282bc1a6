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
