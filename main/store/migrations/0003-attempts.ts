/**
 * Attempts in the order in which they are settled. Ordered by filing, as they were, each fell on a
 * page of its own and every fifth split one; after a split that reorders pages SQLite looks through
 * its whole cache at the commit.
 */
export const attempts = `
DROP TRIGGER attempt_is_settled_once;
DROP TRIGGER filing_keeps_its_number;

CREATE TABLE attempt_next (
  filing_id INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  kind TEXT NOT NULL CHECK (kind IN ('send', 'inquiry')),
  submission_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  settled_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  cause TEXT NOT NULL,
  http_status INTEGER,
  took_ms INTEGER,
  retry_after_ms INTEGER,
  answer TEXT,
  errors TEXT,
  receipt TEXT,
  UNIQUE (filing_id, n)
) STRICT;

INSERT INTO attempt_next
SELECT filing_id, n, kind, submission_id, started_at, settled_at, outcome, cause, http_status,
  took_ms, retry_after_ms, answer, errors, receipt
FROM attempt ORDER BY settled_at, filing_id, n;
DROP TABLE attempt;
ALTER TABLE attempt_next RENAME TO attempt;

CREATE TRIGGER attempt_is_settled_once BEFORE UPDATE ON attempt
BEGIN SELECT raise(ABORT, 'an attempt is settled once'); END;
-- A number is for life once a byte of it may have left: until then every attempt was not sent.
CREATE TRIGGER filing_keeps_its_number BEFORE UPDATE OF declaration_no ON filing
WHEN OLD.declaration_no <> NEW.declaration_no AND (OLD.transport <> 'queued'
  OR OLD.part <> 'declaration' OR OLD.attempts <>
    (SELECT count(*) FROM attempt WHERE filing_id = OLD.id AND outcome = 'not-sent'))
BEGIN SELECT raise(ABORT, 'a filing keeps its number'); END;
`;
