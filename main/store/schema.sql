-- Data version 7, as a new database has it. Written by `npm run schema`.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- Filings of a batch have ids in this range; undo finds them by it.
  first_filing INTEGER,
  last_filing INTEGER
) STRICT;

CREATE TABLE notice (
  destination TEXT NOT NULL,
  id TEXT NOT NULL,
  declaration_no TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (destination, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_by_declaration ON notice (declaration_no);

CREATE TABLE gate (
  destination TEXT PRIMARY KEY,
  pacer TEXT,
  notices TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  filing_id INTEGER,
  -- The entry before this one of the same filing.
  before INTEGER,
  kind TEXT NOT NULL,
  transport TEXT,
  customs TEXT,
  data TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  -- What the entry is about: a declaration as entered, a document as frozen. Its digest stands in
  -- the data and so in the chain; the body itself may be removed when its time has come.
  body ANY
) STRICT;

CREATE TRIGGER journal_is_append_only_1
BEFORE UPDATE OF seq, at, filing_id, before, kind, transport, customs, data, hash ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_append_only_2 BEFORE UPDATE OF body ON journal WHEN NEW.body IS NOT NULL
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_append_only_3 BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE VIRTUAL TABLE search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '1 2 3 4'
);

CREATE TABLE "filing" (
  -- Sequence number of its first journal entry, so an id never comes back either.
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  declaration_no TEXT NOT NULL CHECK (length(declaration_no) = 14),
  -- The declaration itself, or an amendment, withdrawal or synchronisation that points at it.
  part TEXT NOT NULL CHECK (part IN ('declaration', 'amendment', 'withdrawal', 'synchronisation')),
  part_seq INTEGER NOT NULL CHECK (part_seq BETWEEN 0 AND 999),
  original_id INTEGER,
  -- The journal entry that has the declaration as it is now.
  declaration_seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'export', 'list-clearance')),
  priority INTEGER NOT NULL CHECK (priority IN (0, 1)),
  due TEXT NOT NULL,
  transport TEXT NOT NULL CHECK (instr(
    '|draft|invalid|queued|recheck|held|sending|unconfirmed|processing|acknowledged'
    || '|refused|filed-elsewhere|cancelled|', '|' || transport || '|') > 0),
  customs TEXT NOT NULL CHECK (instr(
    '|none|received|documents-required|inspection|under-review|released|rejected'
    || '|withdrawn|amended|', '|' || customs || '|') > 0),
  inquire_at INTEGER,
  -- When that was set: a clock set back since is noticed by it.
  inquire_set_at INTEGER,
  inquiries INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- The journal entry that froze the document to send.
  submission_id INTEGER REFERENCES journal (seq),
  receipt_no TEXT,
  receipt_at INTEGER,
  last_error TEXT,
  journal_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  summary TEXT NOT NULL, due_basis TEXT,
  UNIQUE (declaration_no, part, part_seq),
  CHECK ((part = 'declaration') = (original_id IS NULL)),
  CHECK ((transport IN ('unconfirmed', 'processing')) = (inquire_at IS NOT NULL)),
  CHECK (inquire_at IS NULL OR inquire_set_at IS NOT NULL),
  CHECK (transport <> 'acknowledged' OR (receipt_no IS NOT NULL AND receipt_at IS NOT NULL)),
  CHECK (transport NOT IN ('sending', 'unconfirmed', 'processing', 'acknowledged')
    OR submission_id IS NOT NULL)
) STRICT;

CREATE INDEX filing_by_transport ON filing (transport, due, priority, id)
  WHERE transport <> 'acknowledged';

CREATE INDEX filing_by_customs ON filing (customs, id) WHERE customs <> 'none';

CREATE INDEX filing_by_inquiry ON filing (inquire_at) WHERE inquire_at IS NOT NULL;

CREATE INDEX filing_by_receipt ON filing (receipt_at, id) WHERE transport = 'acknowledged';

CREATE TRIGGER filing_customs_ways BEFORE UPDATE OF customs ON filing
WHEN OLD.customs <> NEW.customs AND instr(
    '|amended>documents-required|amended>inspection|amended>rejected|amended>released'
    || '|amended>under-review|amended>withdrawn|documents-required>amended'
    || '|documents-required>inspection|documents-required>rejected'
    || '|documents-required>released|documents-required>under-review'
    || '|documents-required>withdrawn|inspection>amended|inspection>documents-required'
    || '|inspection>rejected|inspection>released|inspection>under-review'
    || '|inspection>withdrawn|none>amended|none>documents-required|none>inspection'
    || '|none>received|none>rejected|none>released|none>under-review|none>withdrawn'
    || '|received>amended|received>documents-required|received>inspection|received>rejected'
    || '|received>released|received>under-review|received>withdrawn|released>amended'
    || '|released>withdrawn|under-review>amended|under-review>documents-required'
    || '|under-review>inspection|under-review>rejected|under-review>released'
    || '|under-review>withdrawn|',
    '|' || OLD.customs || '>' || NEW.customs || '|') = 0
BEGIN SELECT raise(ABORT, 'no such way on customs side'); END;

CREATE TRIGGER filing_keeps_its_name BEFORE UPDATE OF reference, part, part_seq, original_id, kind ON filing
BEGIN SELECT raise(ABORT, 'a filing keeps its name'); END;

CREATE TABLE "serial" (
  declarant TEXT NOT NULL,
  year INTEGER NOT NULL,
  letter TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first BETWEEN 1 AND 999999),
  next INTEGER NOT NULL CHECK (next BETWEEN 1 AND 1000000),
  PRIMARY KEY (declarant, year, letter, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE retired_number (
  declaration_no TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  reference TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stale (
  filing_id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- The findings, as JSON.
  findings TEXT NOT NULL,
  -- The declaration as recomputed, as JSON; absent where nothing can be recomputed.
  proposal TEXT,
  -- What a person has accepted, as JSON; the same finding stops the filing no more.
  accepted TEXT
) STRICT;

CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  -- What is edited or amended; absent for a new declaration.
  filing_id INTEGER,
  purpose TEXT NOT NULL CHECK (purpose IN ('new', 'edit', 'amend')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_by_time ON draft (updated_at, id);

CREATE INDEX draft_by_filing ON draft (filing_id) WHERE filing_id IS NOT NULL;

CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (kind, name)
) STRICT;

CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE notice_document (
  id INTEGER PRIMARY KEY,
  destination TEXT NOT NULL,
  digest TEXT NOT NULL,
  file TEXT NOT NULL,
  code TEXT NOT NULL,
  declaration_no TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (destination, digest)
) STRICT;

CREATE INDEX notice_document_by_declaration ON notice_document (declaration_no);

CREATE TABLE received_file (
  destination TEXT NOT NULL,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  -- Its notice document; absent where it could not be read.
  document_id INTEGER,
  trouble TEXT,
  PRIMARY KEY (destination, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX received_file_by_document ON received_file (document_id)
  WHERE document_id IS NOT NULL;

CREATE TABLE looked_up (
  api TEXT NOT NULL,
  query TEXT NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (api, query)
) STRICT, WITHOUT ROWID;

CREATE INDEX looked_up_by_time ON looked_up (at);

CREATE TABLE hot_file (
  digest TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  batch_id INTEGER,
  trouble TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX hot_file_by_time ON hot_file (at DESC, digest);

CREATE TABLE "attempt" (
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

CREATE TRIGGER attempt_is_settled_once BEFORE UPDATE ON attempt
BEGIN SELECT raise(ABORT, 'an attempt is settled once'); END;

CREATE TRIGGER filing_keeps_its_number BEFORE UPDATE OF declaration_no ON filing
WHEN OLD.declaration_no <> NEW.declaration_no AND (OLD.transport <> 'queued'
  OR OLD.part <> 'declaration' OR OLD.attempts <>
    (SELECT count(*) FROM attempt WHERE filing_id = OLD.id AND outcome = 'not-sent'))
BEGIN SELECT raise(ABORT, 'a filing keeps its number'); END;

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

CREATE INDEX incident_by_end ON incident (coalesce(ended_at, 9007199254740991));

CREATE TABLE incident_remark (
  -- Its journal entry.
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  incident_id INTEGER NOT NULL
) STRICT;

CREATE INDEX incident_remark_by_incident ON incident_remark (incident_id, seq);

CREATE TABLE at_work (
  from_at INTEGER PRIMARY KEY,
  to_at INTEGER NOT NULL,
  CHECK (to_at >= from_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_by_trouble ON attempt (settled_at)
  WHERE outcome IN ('busy', 'not-sent', 'unknown', 'not-allowed');

CREATE TABLE customs_deadline (
  filing_id INTEGER NOT NULL,
  rule TEXT NOT NULL CHECK (rule IN ('supplement', 'export-loading')),
  -- The day from which it counts.
  begins TEXT NOT NULL,
  due TEXT NOT NULL,
  -- Whether customs named the day itself.
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  -- When it had no more to be met; absent while it is open.
  ended_at INTEGER,
  PRIMARY KEY (filing_id, rule)
) STRICT, WITHOUT ROWID;

CREATE INDEX customs_deadline_open ON customs_deadline (rule, due, filing_id)
  WHERE ended_at IS NULL;

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

CREATE TABLE standing_order (
  filing_id INTEGER NOT NULL,
  directive_id INTEGER NOT NULL REFERENCES directive (id),
  step TEXT NOT NULL,
  until INTEGER,
  PRIMARY KEY (filing_id, directive_id)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER filing_keeps_its_receipt BEFORE UPDATE OF transport ON filing
WHEN OLD.receipt_no IS NOT NULL AND NEW.transport <> OLD.transport AND OLD.transport <> 'acknowledged'
  AND NEW.transport IN ('cancelled', 'filed-elsewhere', 'recheck', 'invalid')
BEGIN SELECT raise(ABORT, 'a filing keeps its receipt'); END;

CREATE TRIGGER filing_keeps_its_declaration BEFORE UPDATE OF declaration_seq ON filing
WHEN OLD.declaration_seq <> NEW.declaration_seq
  AND (OLD.last_error IS 'number-used' OR OLD.receipt_no IS NOT NULL
  OR instr('|draft|invalid|queued|recheck|held|refused|', '|' || OLD.transport || '|') = 0)
BEGIN SELECT raise(ABORT, 'a filing keeps its declaration'); END;

CREATE INDEX attempt_by_sending ON attempt (started_at, filing_id)
  WHERE kind = 'send' AND outcome <> 'not-sent';

CREATE TABLE unanswered (
  filing_id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('late', 'day', 'two-days')),
  at INTEGER NOT NULL
) STRICT;

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
