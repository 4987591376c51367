import { NaruError } from '../../shared/errors.ts';
import { classifyFailure } from '../../main/store/failure.ts';
import { openConnection } from '../../main/store/connection.ts';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';

/** The first start of a new version, as a process to be killed: `migrate-process.ts FILE KEY`. */

const [file = '', key = ''] = process.argv.slice(2);
const newest = migrations.length;
try {
  const connection = openConnection({ file, key: Buffer.from(key, 'hex') });
  migrate(connection, file, [
    ...migrations,
    { version: newest + 1, sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY, note TEXT) STRICT' },
    { version: newest + 2, sql: 'UPDATE filing SET updated_at = updated_at + 1' },
  ]);
  connection.close();
} catch (error) {
  const told = classifyFailure(error, file);
  process.stderr.write(told instanceof NaruError ? told.problem.code : String(told));
  process.exitCode = 3;
}
