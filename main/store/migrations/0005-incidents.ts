/**
 * Incidents and what people remarked on them. A remark itself is an entry of the journal, with its
 * file as the body; the tables only say where.
 */
export const incidents = `
CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  -- Absent while it lasts.
  ended_at INTEGER,
  -- The journal entry that closed it: filings with greater ids came later.
  closed_seq INTEGER,
  -- Its spells, as JSON.
  spells TEXT NOT NULL,
  -- Our mean time between two tries when it was last seen to last, in milliseconds.
  pace_ms INTEGER NOT NULL,
  CHECK (ended_at IS NULL OR ended_at >= started_at)
) STRICT;

CREATE INDEX incident_by_start ON incident (started_at, id);
-- The latest end is asked for; what lasts comes first.
CREATE INDEX incident_by_end ON incident (coalesce(ended_at, 9007199254740991));

CREATE TABLE incident_remark (
  -- Its journal entry.
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  incident_id INTEGER NOT NULL
) STRICT;

CREATE INDEX incident_remark_by_incident ON incident_remark (incident_id, seq);

-- When Naru was running, so that the time in which it was off is never put down to others.
CREATE TABLE at_work (
  from_at INTEGER PRIMARY KEY,
  to_at INTEGER NOT NULL,
  CHECK (to_at >= from_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_by_trouble ON attempt (settled_at)
  WHERE outcome IN ('busy', 'not-sent', 'unknown', 'not-allowed');
`;
