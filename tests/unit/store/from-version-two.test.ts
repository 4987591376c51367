import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection } from '../../../main/store/connection.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { Store } from '../../../main/store/index.ts';
import { filingIdSchema } from '../../../shared/filing/numbers.ts';
import { key, tempFolder } from './store-samples.ts';

/** Version 2 kept attempts in the order of their filings. */
test('attempts of version 2 are all kept, each once, and settled for good', () => {
  const file = join(tempFolder(), 'naru.db');
  const before = openConnection({ file, key });
  for (const { sql } of migrations.slice(0, 2)) before.exec(sql);
  before.pragma('user_version = 2');
  const insert = before.prepare(
    `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at, outcome, cause,
       took_ms, answer) VALUES (?, ?, ?, 2, ?, ?, 'unknown', 'timeout', 7, ?)`,
  );
  for (const filing of [9, 4, 7])
    for (const n of [1, 2, 3]) insert.run(filing, n, 'send', n, 10 * n + filing, `${filing}/${n}`);
  before.close();

  const after = new Store({ file, key });
  const { attempts, connection } = after.tables;
  for (const filing of [9, 4, 7])
    expect(
      attempts.of(filingIdSchema.parse(filing)).map(({ n, answer, tookMs }) => [n, answer, tookMs]),
    ).toEqual([1, 2, 3].map((n) => [n, `${filing}/${n}`, 7]));
  expect(connection.prepare('SELECT count(*) FROM attempt').pluck().get()).toBe(9);
  const again = `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at,
    outcome, cause) VALUES (4, 2, 'send', 2, 0, 0, 'taken', 'receipt')`;
  expect(() => connection.exec(again)).toThrow(/UNIQUE/);
  expect(() => connection.exec("UPDATE attempt SET outcome = 'taken'")).toThrow(/settled once/);
  after.close();
});
