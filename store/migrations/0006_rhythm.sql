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
