/**
 * What each day to file by rests on, and the deadlines that begin with a word of customs. What was
 * counted from 반입일 by Saturdays and Sundays alone is known again by its result; a day that does not
 * follow from it is a person's.
 */
export const deadlines = `
ALTER TABLE filing ADD COLUMN due_basis TEXT;

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

CREATE TABLE warehoused AS
SELECT f.id, json_extract(j.body, '$.warehousedOn') AS day, 'declared' AS told
FROM filing f JOIN journal j ON j.seq = f.declaration_seq
WHERE f.transport <> 'acknowledged' AND f.part = 'declaration' AND f.kind = 'import'
  AND f.due < '9999-12-31' AND typeof(j.body) = 'text' AND json_valid(j.body);
DELETE FROM warehoused WHERE day IS NULL;
INSERT INTO warehoused
SELECT filing_id, json_extract(data, '$.warehousedOn'), 'cargo' FROM journal
WHERE kind = 'cargo-arrived' AND filing_id IN (SELECT id FROM filing WHERE transport <> 'acknowledged')
  AND filing_id NOT IN (SELECT id FROM warehoused);

UPDATE filing SET due_basis = 'import-declaration ' || w.day || ' warehoused ' || w.told
FROM warehoused w WHERE w.id = filing.id AND filing.due = date(w.day, '+30 days',
  CASE strftime('%w', w.day, '+30 days') WHEN '6' THEN '+2 days' WHEN '0' THEN '+1 day'
    ELSE '+0 days' END);
DROP TABLE warehoused;
UPDATE filing SET due_basis = 'person'
WHERE transport <> 'acknowledged' AND due < '9999-12-31' AND due_basis IS NULL
  AND part = 'declaration';

INSERT INTO customs_deadline (filing_id, rule, begins, due, named)
SELECT f.id, 'supplement', date(max(json_extract(n.body, '$.at')), '+9 hours'),
  json_extract(n.body, '$.answerBy'), 1
FROM filing f JOIN notice n ON n.declaration_no = f.declaration_no
WHERE f.customs = 'documents-required' AND f.part = 'declaration'
  AND json_extract(n.body, '$.answerBy') IS NOT NULL
  AND json_extract(n.body, '$.kind') = 'documents-required'
GROUP BY f.id;
`;
