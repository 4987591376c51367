/** How each channel was measured, in buckets that grow coarser with age, and its grades. */
export const health = `
CREATE TABLE health_bucket (
  -- Width of the bucket.
  minutes INTEGER NOT NULL CHECK (minutes IN (1, 15, 360)),
  channel TEXT NOT NULL,
  -- In minutes since 1970.
  start INTEGER NOT NULL,
  well INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  -- Failures by cause and times of answers by their step, as 'key:count key:count'.
  causes TEXT,
  latencies TEXT,
  PRIMARY KEY (minutes, channel, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE grade_change (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  from_grade TEXT NOT NULL,
  to_grade TEXT NOT NULL,
  at INTEGER NOT NULL,
  known_at INTEGER NOT NULL,
  confidence TEXT NOT NULL,
  cause TEXT
) STRICT;
CREATE INDEX grade_change_by_time ON grade_change (known_at);
CREATE INDEX grade_change_by_channel ON grade_change (channel, known_at);
CREATE TRIGGER grade_change_is_final BEFORE UPDATE ON grade_change
BEGIN SELECT raise(ABORT, 'a grade change stands'); END;

CREATE TABLE channel_memory (
  channel TEXT PRIMARY KEY,
  -- What its grade rests on, as JSON.
  memory TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
