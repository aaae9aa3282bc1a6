-- Where a suggestion stood among those of its digest, so that it can be shown once more as it was.
ALTER TABLE suggestions ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
