import { readFileSync } from 'node:fs';
import { startReader } from '../../main/intake/index.ts';
import { noHints } from '../../main/intake/mapping.ts';
import { NaruError } from '../../shared/errors.ts';

/**
 * A process that reads one file as the engine does, in a thread, and tells the most memory that all
 * of it ever held: `{ outcome, megabytes }`.
 */
const [path = '', name = ''] = process.argv.slice(2);
const reader = startReader(name);
const bytes = new Uint8Array(readFileSync(path));
const outcome = await reader.ask('open', { name, bytes, hints: noHints }, [bytes.buffer]).then(
  ({ references, broken, unclear }) =>
    unclear === null ? `read ${references.length} ${broken}` : unclear.code,
  (error: unknown) => (error instanceof NaruError ? error.problem.code : String(error)),
);
reader.close();
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ outcome, megabytes }));
