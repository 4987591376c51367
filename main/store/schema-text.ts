import type { Connection } from './connection.ts';
import { dataVersion } from './migrate.ts';

/** The schema of an open database as SQL text, in the order it was made; without FTS's own tables. */
export function schemaText(connection: Connection): string {
  const statements = connection
    .prepare<[], string>(
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'search\\__%' ESCAPE '\\' ORDER BY rowid`,
    )
    .pluck()
    .all();
  const head = `-- Data version ${dataVersion(connection)}, as a new database has it. Written by \`npm run schema\`.`;
  return `${[head, ...statements.map((sql) => `${sql};`)].join('\n\n')}\n`;
}
