import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportAll } from '../../../main/backup/index.ts';
import { exportTables } from '../../../main/backup/export-tables.ts';
import { addRemark } from '../../../main/health/incidents/index.ts';
import type { Store } from '../../../main/store/index.ts';
import { filingIdSchema } from '../../../shared/filing/numbers.ts';
import { now, put, sample, tempFolder, tempStore } from '../store/store-samples.ts';

/** Tables that are no data of the office's, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  setting: 'tokens and keys are among them',
  looked_up: 'answers of the open API, asked for again',
  gate: 'the pace of the moment',
  channel_memory: 'what the next measurement is held against',
  at_work: 'when the program ran',
  received_file: 'which files were read; their contents are in `received`',
  hot_file: 'which files of the watched folder were read',
  stale: 'what waits for a person; what came of it is in the journal',
  standing_order: 'what a directive still wants; it is in `directed`',
  unanswered: 'what is told next',
  reconciliation: 'how far a comparison is',
  compared: 'how far a comparison is',
  incident_remark: 'their entries are in the journal, their files in `attachments`',
  notice_document: 'in `received`, byte for byte',
};
/** Columns that say nothing beside another. */
const beside: ReadonlySet<string> = new Set(['filing.inquire_set_at', 'journal.body']);

test('every table is written with all of its columns, or left out for a reason', () => {
  const { connection } = tempStore().tables;
  const names = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
    .filter((name) => !/^(sqlite_|search)/.test(name));
  const columnsOf = connection.prepare<[string], string>('SELECT name FROM pragma_table_info(?)');
  const missing = names
    .filter((name) => !(name in leftOut))
    .flatMap((name) => {
      const told = exportTables.filter(({ sql }) =>
        new RegExp(`FROM ${name}\\b`).test(sql.replaceAll(/\s+/g, ' ')),
      );
      const columns = new Set(told.flatMap((table) => table.columns.map(([column]) => column)));
      return columnsOf
        .pluck()
        .all(name)
        .filter((column) => !columns.has(column) && !beside.has(`${name}.${column}`))
        .map((column) => `${name}.${column}`);
    });
  expect(missing).toEqual([]);
});

test('drafts, templates and the files of remarks come along', () => {
  const store = tempStore();
  const [id = filingIdSchema.parse(0)] = put(store, [sample('a')]);
  const photo = new Uint8Array([0, 255, 13, 10, 7]);
  store.transaction(({ drafts, templates, incidents }) => {
    const draft = { id: 1, kind: 'import', filingId: id, purpose: 'edit', title: '초안' } as const;
    drafts.add({ ...draft, body: { goodsName: '등' }, at: now });
    const template = { kind: 'import', name: '늘 쓰는 것', at: now } as const;
    templates.save({ ...template, declaration: { note: '틀' } });
    const span = { startedAt: now, endedAt: null, closedSeq: null, spells: [], paceMs: 0 };
    incidents.save({ id: 1, ...span });
  });
  const remark = { kind: 'note', text: '화면', link: null, ticket: null, seenAt: null } as const;
  const { id: seq } = addRemark(
    store,
    1,
    { ...remark, file: { name: '../화면.png', bytes: photo } },
    now,
  );
  const folder = exported(store);
  expect(rows(folder, 'drafts')).toMatchObject([{ title: '초안', body: { goodsName: '등' } }]);
  expect(rows(folder, 'templates')).toMatchObject([{ name: '늘 쓰는 것', body: { note: '틀' } }]);
  expect(rows(folder, 'incidents')).toMatchObject([{ id: 1, spells: [] }]);
  expect(readdirSync(join(folder, 'attachments'))).toEqual([`첨부-${seq}.png`]);
  const written = readFileSync(join(folder, 'attachments', `첨부-${seq}.png`));
  expect(Buffer.from(photo).equals(written)).toBe(true);
});

function exported({ file, key }: Store): string {
  return exportAll({ file, key, folder: tempFolder(), at: now }).folder;
}

function rows(folder: string, table: string): unknown[] {
  const text = readFileSync(join(folder, `${table}.jsonl`), 'utf8').trim();
  return text === '' ? [] : text.split('\n').map((line): unknown => JSON.parse(line));
}
