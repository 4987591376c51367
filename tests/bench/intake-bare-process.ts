import { readFileSync } from 'node:fs';
import { readSheet } from 'read-excel-file/universal';
import { openConnection } from '../../main/store/connection.ts';

/** The same file by the same library into the same kind of database, with nothing looked at. */
const [, , database = '', file = ''] = process.argv;
const slice = 100;
const bytes = readFileSync(file);
const connection = openConnection({ file: database, key: Buffer.alloc(32, 3) });
connection.exec('CREATE TABLE filing (id INTEGER PRIMARY KEY, reference TEXT UNIQUE, body TEXT)');
const insert = connection.prepare('INSERT INTO filing (reference, body) VALUES (?, ?)');

const from = performance.now();
const [, ...rows] = await readSheet(new Uint8Array(bytes).buffer);
for (let at = 0; at < rows.length; at += slice)
  connection.transaction(() => {
    for (const row of rows.slice(at, at + slice)) insert.run(row[0], JSON.stringify(row));
  })();
const tookMs = performance.now() - from;

process.send?.({ tookMs, peakMb: process.resourceUsage().maxRSS / 1e3 });
connection.close();
process.disconnect();
