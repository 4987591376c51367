/**
 * What an authority ordered (지시), what it did to each filing, which number took the place of which,
 * and what customs has twice because of it; the times that answers take, and what was compared.
 */
export const directives = `
CREATE TABLE directive (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN
    ('gathering', 'previewed', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  -- The order as entered, as JSON.
  body TEXT NOT NULL,
  -- How far the engine is, as JSON; absent where it has nothing to do.
  progress TEXT,
  entered_at INTEGER NOT NULL,
  previewed_at INTEGER,
  applied_at INTEGER,
  undone_at INTEGER
) STRICT;
CREATE INDEX directive_at_work ON directive (id) WHERE phase IN ('gathering', 'applying', 'undoing');

CREATE TABLE directed (
  directive_id INTEGER NOT NULL REFERENCES directive (id),
  filing_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'skipped', 'undone', 'kept', 'untouched')),
  before TEXT NOT NULL,
  step TEXT,
  why TEXT,
  sent_at INTEGER,
  -- The journal entry that did it.
  seq INTEGER,
  PRIMARY KEY (directive_id, filing_id),
  CHECK (state = 'untouched' OR step IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX directed_by_state ON directed (directive_id, state, filing_id);
CREATE INDEX directed_by_filing ON directed (filing_id, directive_id);

-- What stays ordered for a filing in doubt, until its fate is known.
CREATE TABLE standing_order (
  filing_id INTEGER NOT NULL,
  directive_id INTEGER NOT NULL REFERENCES directive (id),
  step TEXT NOT NULL,
  until INTEGER,
  PRIMARY KEY (filing_id, directive_id)
) STRICT, WITHOUT ROWID;

-- A filing that another one with a new number took the place of. All that stem from one have its root.
CREATE TABLE replacement (
  old_id INTEGER PRIMARY KEY,
  new_id INTEGER NOT NULL UNIQUE,
  root_id INTEGER NOT NULL,
  directive_id INTEGER NOT NULL REFERENCES directive (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX replacement_by_root ON replacement (root_id);
CREATE TRIGGER replacement_stays_1 BEFORE UPDATE ON replacement
BEGIN SELECT raise(ABORT, 'a replacement stays'); END;
CREATE TRIGGER replacement_stays_2 BEFORE DELETE ON replacement
WHEN EXISTS (SELECT 1 FROM filing WHERE id = OLD.new_id)
BEGIN SELECT raise(ABORT, 'a replacement stays'); END;

-- What customs has twice. The database finds it, and nobody can sweep it away.
CREATE TABLE double (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('two-numbers', 'two-receipts', 'other-way')),
  first_id INTEGER NOT NULL,
  second_id INTEGER NOT NULL,
  first_receipt TEXT,
  second_receipt TEXT,
  directive_id INTEGER NOT NULL,
  found_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX double_once ON double (kind, first_id, second_id, ifnull(second_receipt, ''));
CREATE TRIGGER double_stays_1 BEFORE UPDATE ON double
BEGIN SELECT raise(ABORT, 'a double stays'); END;
CREATE TRIGGER double_stays_2 BEFORE DELETE ON double
BEGIN SELECT raise(ABORT, 'a double stays'); END;

CREATE TRIGGER double_by_number AFTER UPDATE OF transport ON filing
WHEN NEW.transport = 'acknowledged' AND OLD.transport <> 'acknowledged'
  -- Only what a directive touched can be there twice; of all others nothing more is asked.
  AND (EXISTS (SELECT 1 FROM directed WHERE filing_id = NEW.id)
    OR EXISTS (SELECT 1 FROM standing_order WHERE filing_id = NEW.id)
    OR EXISTS (SELECT 1 FROM replacement WHERE old_id = NEW.id)
    OR EXISTS (SELECT 1 FROM replacement WHERE new_id = NEW.id))
BEGIN
  INSERT OR IGNORE INTO double
    (kind, first_id, second_id, first_receipt, second_receipt, directive_id, found_at)
  SELECT DISTINCT 'two-numbers', min(other.id, NEW.id), max(other.id, NEW.id),
    CASE WHEN other.id < NEW.id THEN other.receipt_no ELSE NEW.receipt_no END,
    CASE WHEN other.id < NEW.id THEN NEW.receipt_no ELSE other.receipt_no END,
    mine.directive_id, NEW.updated_at
  FROM replacement mine
  JOIN replacement theirs ON theirs.root_id = mine.root_id
  JOIN filing other ON other.id = theirs.old_id OR other.id = theirs.new_id
  WHERE (mine.old_id = NEW.id OR mine.new_id = NEW.id) AND other.id <> NEW.id
    AND other.receipt_no IS NOT NULL;
  INSERT OR IGNORE INTO double
    (kind, first_id, second_id, first_receipt, second_receipt, directive_id, found_at)
  SELECT 'other-way', NEW.id, NEW.id, NEW.receipt_no, NULL, directive_id, NEW.updated_at
  FROM directed WHERE filing_id = NEW.id AND step = 'file-elsewhere' AND state = 'done';
  INSERT OR IGNORE INTO double
    (kind, first_id, second_id, first_receipt, second_receipt, directive_id, found_at)
  SELECT 'other-way', NEW.id, NEW.id, NEW.receipt_no, NULL, directive_id, NEW.updated_at
  FROM standing_order WHERE filing_id = NEW.id AND step = 'file-elsewhere-if-not-there';
END;
CREATE TRIGGER double_by_receipt AFTER UPDATE OF receipt_no ON filing
WHEN OLD.receipt_no IS NOT NULL AND NEW.receipt_no <> OLD.receipt_no
  AND OLD.transport <> 'acknowledged'
  -- What only stands for a number that had not come is none.
  AND OLD.receipt_no <> OLD.declaration_no
  AND NOT (OLD.receipt_no GLOB '*-*' AND length(OLD.receipt_no) - instr(OLD.receipt_no, '-') = 40)
BEGIN
  INSERT OR IGNORE INTO double
    (kind, first_id, second_id, first_receipt, second_receipt, directive_id, found_at)
  SELECT 'two-receipts', NEW.id, NEW.id, OLD.receipt_no, NEW.receipt_no, directive_id,
    NEW.updated_at
  FROM directed WHERE filing_id = NEW.id AND state = 'done' ORDER BY directive_id DESC LIMIT 1;
END;

DROP TRIGGER filing_transport_ways;
CREATE TRIGGER filing_transport_ways BEFORE UPDATE OF transport ON filing
WHEN OLD.transport <> NEW.transport AND instr(
    '|acknowledged>queued|acknowledged>unconfirmed|cancelled>queued|cancelled>unconfirmed'
    || '|draft>cancelled|draft>invalid|draft>queued|filed-elsewhere>queued'
    || '|filed-elsewhere>unconfirmed|held>acknowledged|held>cancelled|held>filed-elsewhere'
    || '|held>queued|held>unconfirmed|invalid>cancelled|invalid>queued'
    || '|processing>acknowledged|processing>filed-elsewhere|processing>queued'
    || '|processing>refused|processing>unconfirmed|queued>acknowledged|queued>cancelled'
    || '|queued>filed-elsewhere|queued>held|queued>invalid|queued>recheck|queued>sending'
    || '|queued>unconfirmed|recheck>cancelled|recheck>filed-elsewhere|recheck>held'
    || '|recheck>queued|recheck>unconfirmed|refused>cancelled|refused>filed-elsewhere'
    || '|refused>queued|refused>unconfirmed|sending>acknowledged|sending>processing'
    || '|sending>queued|sending>refused|sending>unconfirmed|unconfirmed>acknowledged'
    || '|unconfirmed>filed-elsewhere|unconfirmed>processing|unconfirmed>queued'
    || '|unconfirmed>refused|',
    '|' || OLD.transport || '>' || NEW.transport || '|') = 0
BEGIN SELECT raise(ABORT, 'no such way on our side'); END;

-- Nothing that was taken is opened or sent again but by a directive that names it.
CREATE TRIGGER filing_is_opened_by_directive BEFORE UPDATE OF transport ON filing
WHEN OLD.transport = 'acknowledged' AND NEW.transport IN ('queued', 'unconfirmed') AND NOT EXISTS (
  SELECT 1 FROM directed JOIN directive ON directive.id = directed.directive_id
  WHERE directed.filing_id = OLD.id AND directed.state = 'planned'
    AND directive.phase = 'applying'
    AND directed.step = CASE NEW.transport WHEN 'queued' THEN 'send-again' ELSE 'reopen' END)
BEGIN SELECT raise(ABORT, 'what was taken is opened by a directive alone'); END;
CREATE TRIGGER filing_has_its_receipt BEFORE UPDATE OF transport ON filing
WHEN OLD.transport IN ('queued', 'held') AND NEW.transport = 'acknowledged'
  AND OLD.receipt_no IS NOT NEW.receipt_no
BEGIN SELECT raise(ABORT, 'only its own receipt makes it taken'); END;
-- What may have been taken goes out of the way only for a new number that stands in its place.
CREATE TRIGGER filing_in_doubt_is_replaced BEFORE UPDATE OF transport ON filing
WHEN OLD.transport IN ('unconfirmed', 'processing') AND NEW.transport = 'filed-elsewhere'
  AND NOT EXISTS (SELECT 1 FROM replacement WHERE old_id = OLD.id)
BEGIN SELECT raise(ABORT, 'what is in doubt is replaced by a directive alone'); END;
CREATE TRIGGER filing_stays_replaced BEFORE UPDATE OF transport ON filing
WHEN NEW.transport = 'queued' AND OLD.transport <> 'queued'
  AND EXISTS (SELECT 1 FROM replacement WHERE old_id = OLD.id)
BEGIN SELECT raise(ABORT, 'another number took its place'); END;
CREATE TRIGGER filing_has_no_taken_twin BEFORE UPDATE OF transport ON filing
WHEN NEW.transport = 'sending' AND OLD.transport <> 'sending' AND EXISTS (
  SELECT 1 FROM replacement mine
  JOIN replacement theirs ON theirs.root_id = mine.root_id
  JOIN filing other ON other.id = theirs.old_id OR other.id = theirs.new_id
  WHERE (mine.old_id = OLD.id OR mine.new_id = OLD.id) AND other.id <> OLD.id
    AND other.transport = 'acknowledged' AND other.customs NOT IN ('withdrawn', 'rejected'))
BEGIN SELECT raise(ABORT, 'the other number was taken'); END;
-- Who has a receipt does not vanish.
CREATE TRIGGER filing_keeps_its_receipt BEFORE UPDATE OF transport ON filing
WHEN OLD.receipt_no IS NOT NULL AND NEW.transport <> OLD.transport AND OLD.transport <> 'acknowledged'
  AND NEW.transport IN ('cancelled', 'filed-elsewhere', 'recheck', 'invalid')
BEGIN SELECT raise(ABORT, 'a filing keeps its receipt'); END;
DROP TRIGGER filing_keeps_its_declaration;
CREATE TRIGGER filing_keeps_its_declaration BEFORE UPDATE OF declaration_seq ON filing
WHEN OLD.declaration_seq <> NEW.declaration_seq
  AND (OLD.last_error IS 'number-used' OR OLD.receipt_no IS NOT NULL
  OR instr('|draft|invalid|queued|recheck|held|refused|', '|' || OLD.transport || '|') = 0)
BEGIN SELECT raise(ABORT, 'a filing keeps its declaration'); END;

-- By the time of sending: what a directive's window holds, and what the last days brought.
CREATE INDEX attempt_by_sending ON attempt (started_at, filing_id)
  WHERE kind = 'send' AND outcome <> 'not-sent';

-- Who was last asked about because no answer had come, and how urgently.
CREATE TABLE unanswered (
  filing_id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('late', 'day', 'two-days')),
  at INTEGER NOT NULL
) STRICT;

-- Comparisons of ours with theirs (대조).
CREATE TABLE reconciliation (
  id INTEGER PRIMARY KEY,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('day', 'person')),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  -- Milliseconds between two questions.
  spacing_ms INTEGER NOT NULL,
  planned INTEGER NOT NULL
) STRICT;
CREATE TABLE compared (
  reconciliation_id INTEGER NOT NULL REFERENCES reconciliation (id),
  place INTEGER NOT NULL,
  filing_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'same', 'different', 'unanswered', 'moved')),
  PRIMARY KEY (reconciliation_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE difference (
  filing_id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  reconciliation_id INTEGER NOT NULL
) STRICT;
`;
