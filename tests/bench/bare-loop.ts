import { renderStored } from '../../main/engine/declarations.ts';
import type { CheckedFiling } from '../../main/outbox/index.ts';
import { openConnection } from '../../main/store/connection.ts';
import { declarationNoSchema } from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import { civilDate } from '../../shared/time.ts';

/**
 * The least that claim, send and settle can be: two transactions that keep the same document, with
 * the same cipher and synced alike. The limit of the disk, and no queue: nothing in it recovers.
 */
export interface BareLoop {
  /** One filing in a transaction of its own. */
  insert(filing: CheckedFiling): void;
  insertMany(filings: readonly CheckedFiling[]): void;
  /** Claims the next and settles it. */
  once(): void;
  /** The same, with something to do in between. */
  onceOver(handOver: (reference: string) => Promise<void>): Promise<void>;
  close(): void;
}

const context = {
  declarationNo: declarationNoSchema.parse('1234526000001M'),
  declaredOn: civilDate('2026-11-23'),
};

export function openBareLoop(file: string, key: Buffer): BareLoop {
  const connection = openConnection({ file, key });
  connection.exec(`CREATE TABLE IF NOT EXISTS filing
      (id INTEGER PRIMARY KEY, reference TEXT, state TEXT, receipt TEXT, body TEXT);
    CREATE INDEX IF NOT EXISTS filing_by_state ON filing (state, id);
    CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, filing INTEGER, body BLOB)`);
  const insert = connection.prepare(
    "INSERT INTO filing (reference, state, body) VALUES (?, 'queued', ?)",
  );
  const next = connection.prepare<[], { id: number; reference: string; body: string }>(
    "SELECT id, reference, body FROM filing WHERE state = 'queued' ORDER BY id LIMIT 1",
  );
  const keep = connection.prepare('INSERT INTO document (filing, body) VALUES (?, ?)');
  const mark = connection.prepare('UPDATE filing SET state = ?, receipt = ? WHERE id = ?');

  function put({ reference, declaration }: CheckedFiling): void {
    insert.run(reference, JSON.stringify(declaration));
  }
  function claim(): { id: number; reference: string } {
    const row = next.get();
    if (row === undefined) throw new RangeError('nothing left to do');
    const xml = render(row.body);
    connection.transaction(() => {
      keep.run(row.id, xml);
      mark.run('sending', null, row.id);
    })();
    return row;
  }
  const settle = connection.transaction((id: number) => void mark.run('done', `R-${id}`, id));
  return {
    insert: put,
    insertMany(filings) {
      connection.transaction(() => {
        for (const filing of filings) put(filing);
      })();
    },
    once: () => settle(claim().id),
    async onceOver(handOver) {
      const { id, reference } = claim();
      await handOver(reference);
      settle(id);
    },
    close: () => void connection.close(),
  };
}

/** The bare loop renders the same document: it is the transactions that are compared. */
function render(body: string): Buffer {
  const rendered = renderStored('import', JSON.parse(body), context, theDeclaration);
  if (!rendered.ok) throw new RangeError('sample cannot be rendered');
  return Buffer.from(rendered.xml);
}
