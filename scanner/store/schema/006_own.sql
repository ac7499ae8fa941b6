-- Recognizers of the user's own, by name, as JSON.
ALTER TABLE asked ADD COLUMN own TEXT NOT NULL DEFAULT '[]';
