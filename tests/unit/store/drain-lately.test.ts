import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { key, tempFolder } from './store-samples.ts';

test('what was lately managed knows sendings that came to something or to nothing, and no others', () => {
  const store = new Store({ file: join(tempFolder(), 'naru.db'), key });
  const { connection, drain } = store.tables;
  const insert = connection.prepare(
    `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at, outcome, cause)
     VALUES (?, 1, ?, 1, ?, ?, ?, ?)`,
  );
  const attempts = [
    ['send', 'taken', 'receipt'],
    ['send', 'busy', 'unavailable'],
    // Held back here: it says nothing of the central system.
    ['send', 'not-sent', 'told-to-wait'],
    ['send', 'not-sent', 'connection-refused'],
    ['inquiry', 'taken', 'receipt'],
    ['send', 'refused', 'invalid-document'],
  ];
  for (const [i, [kind, outcome, cause]] of attempts.entries())
    insert.run(i + 1, kind, 100 + i, 100 + i, outcome, cause);
  expect(drain.lately(epochMs(0), 100)).toEqual({ settledAt: [100, 105], failed: 2, isAll: true });
  store.close();
});
