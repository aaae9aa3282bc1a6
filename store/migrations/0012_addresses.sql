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
