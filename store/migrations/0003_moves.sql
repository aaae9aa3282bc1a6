-- Where a permanent redirect leads, and at how many polls in a row it was seen.
ALTER TABLE sources ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN move_sightings INTEGER NOT NULL DEFAULT 0;
