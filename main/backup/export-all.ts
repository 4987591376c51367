import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { exportedSchema } from '../../shared/contract/backup.ts';
import { NaruError } from '../../shared/errors.ts';
import { attachmentName } from '../../shared/evidence/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import { Store, syncFolder, type Tables } from '../store/index.ts';
import { csvRow } from './csv.ts';
import type { ExportTable } from './export-table.ts';
import { explain, exportTables } from './export-tables.ts';
import { dropQuietly } from './make.ts';

export interface ExportOrder {
  file: string;
  key: Uint8Array;
  /** The folder to write a new one in. */
  folder: string;
  at: EpochMs;
}
export type Exported = z.output<typeof exportedSchema>;

/**
 * Writes all data in open formats, as it is at one moment: each table as CSV and JSON Lines, every
 * document as it was sent and received, and what each column means. It is not encrypted.
 * @throws {NaruError} `data-not-writable`, `disk-full`
 */
export function exportAll({ file, key, folder, at }: ExportOrder): Exported {
  const stamp = new Date(at + 9 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const whole = join(folder, `naru-export-${stamp.replace('T', '-')}`);
  const unfinished = `${whole}.part`;
  const store = new Store({ file, key: Buffer.from(key), readonly: true });
  try {
    if (existsSync(whole)) throw new NaruError('data-not-writable', { folder: whole });
    dropQuietly(unfinished);
    mkdirSync(unfinished, { recursive: true });
    const counts = store.read((tables) => inOneView(tables, () => writeInto(unfinished, tables)));
    renameSync(unfinished, whole);
    syncFolder(folder);
    return { folder: whole, ...counts };
  } catch (error) {
    dropQuietly(unfinished);
    if (error instanceof NaruError || !(error instanceof Error) || !('code' in error)) throw error;
    const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
    throw new NaruError(isFull ? 'disk-full' : 'data-not-writable', { folder }, error);
  } finally {
    store.close();
  }
}

/** A read transaction: filings, attempts and notices of one moment. */
function inOneView<T>({ connection }: Tables, work: () => T): T {
  return connection.transaction(work).deferred();
}

function writeInto(folder: string, tables: Tables): Omit<Exported, 'folder'> {
  const counts = new Map<string, number>();
  for (const table of exportTables) counts.set(table.name, writeTable(folder, table, tables));
  const documents = writeDocuments(join(folder, 'documents'), tables);
  const received = writeReceived(join(folder, 'received'), tables);
  writeAttachments(join(folder, 'attachments'), tables);
  writeWhole(join(folder, 'README.md'), explain(exportTables));
  return {
    filings: counts.get('filings') ?? 0,
    attempts: counts.get('attempts') ?? 0,
    notices: counts.get('notices') ?? 0,
    documents: documents + received,
  };
}

function writeTable(folder: string, table: ExportTable, { connection }: Tables): number {
  const names = table.columns.map(([name]) => name);
  const csv = openOut(join(folder, `${table.name}.csv`));
  const lines = openOut(join(folder, `${table.name}.jsonl`));
  let rows = 0;
  try {
    // Spreadsheets take a file without this mark for another encoding than UTF-8.
    csv.write(`\uFEFF${csvRow(names)}`);
    for (const raw of connection.prepare(table.sql).iterate()) {
      const row = z.record(z.string(), z.unknown()).parse(raw);
      const values = names.map((name) => table.read?.[name]?.(row[name]) ?? row[name] ?? null);
      csv.write(csvRow(values));
      lines.write(`${JSON.stringify(Object.fromEntries(names.map((n, i) => [n, values[i]])))}\n`);
      rows += 1;
    }
  } finally {
    csv.close();
    lines.close();
  }
  return rows;
}

const documentSchema = z.object({
  seq: z.number(),
  declaration_no: z.string(),
  part: z.string(),
  part_seq: z.number(),
  body: z.union([z.string(), z.instanceof(Uint8Array)]),
});

/** Every document as it was frozen, byte for byte. */
function writeDocuments(folder: string, { connection }: Tables): number {
  mkdirSync(folder);
  const rows = connection
    .prepare(
      `SELECT journal.seq, filing.declaration_no, filing.part, filing.part_seq, journal.body
       FROM journal JOIN filing ON filing.id = journal.filing_id
       WHERE journal.kind = 'frozen' AND journal.body IS NOT NULL ORDER BY journal.seq`,
    )
    .iterate();
  let count = 0;
  for (const raw of rows) {
    const { seq, declaration_no: no, part, part_seq: partSeq, body } = documentSchema.parse(raw);
    const end = part === 'declaration' ? '' : `-${part}-${partSeq}`;
    writeWhole(join(folder, `${plain(no)}${plain(end)}-${seq}.xml`), body);
    count += 1;
  }
  return count;
}

const receivedSchema = z.object({
  id: z.number(),
  code: z.string(),
  declaration_no: z.string(),
  body: z.instanceof(Uint8Array),
});

/** Every notice document as it was received. */
function writeReceived(folder: string, { connection }: Tables): number {
  mkdirSync(folder);
  const rows = connection
    .prepare('SELECT id, code, declaration_no, body FROM notice_document ORDER BY id')
    .iterate();
  let count = 0;
  for (const raw of rows) {
    const { id, code, declaration_no: no, body } = receivedSchema.parse(raw);
    writeWhole(join(folder, `${plain(no)}-${plain(code)}-${id}.xml`), body);
    count += 1;
  }
  return count;
}

const attachmentSchema = z.object({
  seq: z.number(),
  data: z.string(),
  body: z.instanceof(Uint8Array),
});
const attachedSchema = z.object({ name: z.string() });

/** Every file that a person added to an incident; its own name stands in the journal. */
function writeAttachments(folder: string, { connection }: Tables): void {
  mkdirSync(folder);
  const rows = connection
    .prepare(
      `SELECT journal.seq, journal.data, journal.body FROM incident_remark
       JOIN journal ON journal.seq = incident_remark.seq
       WHERE journal.body IS NOT NULL ORDER BY journal.seq`,
    )
    .iterate();
  for (const raw of rows) {
    const { seq, data, body } = attachmentSchema.parse(raw);
    const { name } = attachedSchema.parse(JSON.parse(data));
    writeWhole(join(folder, attachmentName(seq, name)), body);
  }
}

/** Of what came from outside only what is harmless in a file's name. */
const plain = (name: string): string => name.replaceAll(/[^0-9A-Za-z-]/g, '_').slice(0, 60);

interface Out {
  write(text: string): void;
  close(): void;
}

const bufferedChars = 262_144;

function openOut(file: string): Out {
  const descriptor = openSync(file, 'wx', 0o600);
  let waiting: string[] = [];
  let length = 0;
  function flush(): void {
    writeBytes(descriptor, Buffer.from(waiting.join('')));
    waiting = [];
    length = 0;
  }
  return {
    write(text) {
      waiting.push(text);
      length += text.length;
      if (length >= bufferedChars) flush();
    },
    close() {
      try {
        flush();
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function writeWhole(file: string, body: string | Uint8Array): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeBytes(descriptor, typeof body === 'string' ? Buffer.from(body) : body);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeBytes(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength;)
    done += writeSync(descriptor, bytes, done, bytes.byteLength - done);
}
