import { existsSync } from 'node:fs';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection, type Connection } from '../../../main/store/connection.ts';
import { countFilings } from '../../../main/store/counts.ts';
import { entryHash, genesis, type JournalRow } from '../../../main/store/journal.ts';
import { dataVersion } from '../../../main/store/migrate.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { readDeclaration, Store, verifyStore } from '../../../main/store/index.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { theDeclaration } from '../../../shared/filing/part.ts';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { epochMs } from '../../../shared/time.ts';
import { key, now, numberOf, put, sample, tempFolder } from './store-samples.ts';

const declared = (i: number): string => JSON.stringify({ note: `declared ${i}` });

/** A database as version 1 left it: a filing in every pair of states, and one that was taken back. */
function versionOne(folder: string): { file: string; filings: number } {
  const file = join(folder, 'naru.db');
  const connection = openConnection({ file, key });
  const [first] = migrations;
  connection.exec(first?.sql ?? '');
  connection.pragma('user_version = 1');
  const journal = writeJournal(connection);
  const insert = connection.prepare(
    `INSERT INTO filing (id, reference, declaration_no, kind, priority, due, transport, customs,
       inquire_at, inquire_set_at, submission_id, receipt_no, receipt_at, journal_seq, created_at,
       updated_at, summary)
     VALUES (?, ?, ?, 'import', 1, '2026-12-01', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let filings = 0;
  for (const transport of transportStates)
    for (const customs of customsStates) {
      filings += 1;
      const body = declared(filings);
      const asked = transport === 'unconfirmed' || transport === 'processing' ? now : null;
      const sent = asked !== null || transport === 'sending' || transport === 'acknowledged';
      const taken = transport === 'acknowledged';
      const id = journal(null, null, 'queued', transport, { sha256: hash('sha256', body) }, body);
      const digest = `sha-256=:${hash('sha256', 'xml', 'base64')}:`;
      const frozen = { digest, declaredOn: '2026-11-23', previous: null, bytes: 3 };
      const submission = sent ? journal(id, id, 'frozen', null, frozen, Buffer.from('xml')) : null;
      const last = journal(id, submission ?? id, 'notice', null, {}, null, customs);
      const no = `1234526${String(filings).padStart(6, '0')}M`;
      const receipt = taken ? ['R', now] : [null, null];
      const names = [id, `ref-${filings}`, no, transport, customs, asked, asked, submission];
      insert.run(...names, ...receipt, last, now, now, JSON.stringify(sample('x').summary));
    }
  const gone = { reference: 'gone', declarationNo: `1234526${'0'.repeat(3)}400M` };
  const id = journal(null, null, 'queued', 'queued', { sha256: hash('sha256', '{}') }, '{}');
  journal(id, id, 'undone', null, gone, null);
  connection.exec("INSERT INTO serial VALUES ('12345', 2026, 'M', 401)");
  connection.exec("INSERT INTO serial VALUES ('12345', 2025, 'M', 77)");
  connection.close();
  return { file, filings };
}

/** Appends entries as version 1 did; an entry without a filing is its first. */
function writeJournal(connection: Connection) {
  const insert = connection.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let head = genesis;
  return (
    filing: number | null,
    before: number | null,
    kind: JournalRow['kind'],
    transport: JournalRow['transport'],
    data: object,
    body: string | Buffer | null,
    customs: JournalRow['customs'] = null,
  ): number => {
    const seq = head.seq + 1;
    const entry = { seq, at: now, filing_id: filing ?? seq, before, kind, transport, customs };
    const text = JSON.stringify(data);
    head = { seq, hash: entryHash(head.hash, { ...entry, data: text }) };
    insert.run(...Object.values(entry), text, head.hash, body);
    return seq;
  };
}

describe('a database of version 1', () => {
  test('is brought along whole, with filings in every state', () => {
    const folder = tempFolder();
    const { file, filings } = versionOne(folder);
    const store = new Store({ file, key });
    const { tables } = store;
    expect(dataVersion(tables.connection)).toBe(migrations.length);
    expect(existsSync(join(folder, 'backups', 'naru-before-2.db'))).toBe(true);
    expect(verifyStore(store)).toMatchObject({ findings: [], filings });
    expect(store.counts).toEqual(countFilings(tables.connection));
    expect(Object.values(store.counts.transport).every((n) => n === customsStates.length)).toBe(
      true,
    );
    for (let i = 1; i <= filings; i += 1) {
      const filing = tables.filings.byReference(`ref-${i}`);
      if (filing === null) return expect.unreachable(`ref-${i} is gone`);
      expect(filing).toMatchObject({ part: theDeclaration, originalId: null });
      expect(JSON.stringify(readDeclaration(tables, filing))).toBe(declared(i));
      expect(tables.filings.byNumber(filing.declarationNo)?.id).toBe(filing.id);
      expect(tables.filings.partsOf(filing.declarationNo)).toHaveLength(1);
      if (filing.submissionId !== null)
        expect(tables.submissions.byId(filing.submissionId)?.body.byteLength).toBe(3);
    }
    store.close();
  });

  test('gives no number again and tells of those that were taken back', () => {
    const store = new Store({ file: versionOne(tempFolder()).file, key });
    put(store, [sample('new')]);
    expect(numberOf(store, 'new')).toBe('1234526000401M');
    put(store, [sample('last year')], { at: epochMs(Date.parse('2025-12-01T00:00:00Z')) });
    expect(numberOf(store, 'last year')).toBe('1234525000077M');
    const gone = declarationNoSchema.parse('1234526000400M');
    const { rows } = store.tables.retired.gaps(null, 500);
    expect(rows.find((row) => row.declarationNo === gone)).toMatchObject({
      why: 'undone',
      reference: 'gone',
    });
    store.close();
  });
});
