import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection } from '../../../main/store/connection.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { Store } from '../../../main/store/index.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import { key, now, sample, tempFolder } from './store-samples.ts';

/** Before, a deadline was a day alone, and 반입일 with 30 days moved over weekends. */
test('what each deadline rests on is known again, and what customs still waits for', () => {
  const file = join(tempFolder(), 'naru.db');
  const before = openConnection({ file, key });
  for (const { sql } of migrations.filter(({ version }) => version <= 3)) before.exec(sql);
  before.pragma('user_version = 3');
  const summary = JSON.stringify(sample('x').summary);
  const journal = before.prepare(
    `INSERT INTO journal (seq, at, filing_id, kind, data, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insert = before.prepare(
    `INSERT INTO filing (id, reference, declaration_no, part, part_seq, declaration_seq, kind,
       priority, due, transport, customs, submission_id, receipt_no, receipt_at, journal_seq,
       created_at, updated_at, summary)
     VALUES (?, ?, ?, 'declaration', 0, ?, 'import', 1, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)`,
  );
  const hash = 'a'.repeat(64);
  const put = (id: number, due: string, declaration: object, customs: string | null = null) => {
    journal.run(id, now, id, 'queued', '{}', hash, JSON.stringify(declaration));
    const no = `1234526${String(id).padStart(6, '0')}M`;
    const taken = customs === null ? [null, null, null] : [id, 'R', now];
    const states = customs === null ? ['queued', 'none'] : ['acknowledged', customs];
    insert.run(id, `ref-${id}`, no, id, due, ...states, ...taken, id, summary);
    return no;
  };
  put(1, '2026-12-03', { warehousedOn: '2026-11-03' });
  put(2, '2026-12-07', { warehousedOn: '2026-11-05' }); // a Saturday
  put(3, '2026-11-30', { warehousedOn: '2026-11-03' }); // another day than follows
  put(4, '2026-12-03', {}); // learned from the cargo
  journal.run(5, now, 4, 'cargo-arrived', '{"warehousedOn":"2026-11-03"}', hash, null);
  put(6, '9999-12-31', {});
  const no = put(7, '2026-12-03', { warehousedOn: '2026-11-03' }, 'documents-required');
  const notice = (id: string, at: string, answerBy: string) => {
    const body = { id, declarationNo: no, kind: 'documents-required', at, answerBy };
    before
      .prepare('INSERT INTO notice VALUES (?, ?, ?, ?, ?)')
      .run('d', id, no, now, JSON.stringify(body));
  };
  notice('a', '2026-11-20T09:00:00+09:00', '2026-11-27');
  notice('b', '2026-11-24T23:30:00Z', '2026-12-01');
  before.close();

  const after = new Store({ file, key });
  const { filings, customsDeadlines, deadlines } = after.tables;
  const basisOf = (id: number) => filings.byId(filingId(id))?.basis ?? null;
  const law = { by: 'law', rule: 'import-declaration', event: 'warehoused' };
  expect(basisOf(1)).toEqual({ ...law, from: '2026-11-03', told: 'declared' });
  expect(basisOf(2)).toEqual({ ...law, from: '2026-11-05', told: 'declared' });
  expect(basisOf(3)).toEqual({ by: 'person' });
  expect(basisOf(4)).toEqual({ ...law, from: '2026-11-03', told: 'cargo' });
  expect([6, 7].map(basisOf)).toEqual([null, null]);
  expect(customsDeadlines.of(filingId(7))).toMatchObject([
    { rule: 'supplement', from: '2026-11-25', due: '2026-12-01', isNamed: true, endedAt: null },
  ]);
  expect(deadlines.undated()).toBe(1);
  after.close();
});
