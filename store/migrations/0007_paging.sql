-- Where a listing goes on that is still to be read, and how many of its pages were read beyond the first.
ALTER TABLE sources ADD COLUMN more_at TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN more_pages INTEGER NOT NULL DEFAULT 0;
