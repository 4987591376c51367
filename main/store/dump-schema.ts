import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaText } from './schema-text.ts';
import { Store } from './store.ts';

// Writes schema.sql from a freshly migrated database: `npm run schema`.
const folder = mkdtempSync(join(tmpdir(), 'naru-schema-'));
try {
  const store = new Store({ file: join(folder, 'naru.db'), key: randomBytes(32) });
  writeFileSync(
    fileURLToPath(new URL('./schema.sql', import.meta.url)),
    schemaText(store.tables.connection),
  );
  store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
