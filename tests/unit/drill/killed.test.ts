import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine } from '../../../main/engine/engine.ts';

const program = join(import.meta.dirname, '../../fakes/drill-process.ts');
const saidSchema = z.object({ id: z.string(), files: z.array(z.tuple([z.string(), z.string()])) });

test(
  'kill -9 in a drill leaves the office’s data as it was, and the next start says so',
  { timeout: 90_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'naru-killed-'));
    try {
      const child = spawn(process.execPath, [program, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let line = '';
      for await (const text of createInterface({ input: child.stdout })) {
        line = text;
        break;
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
      const { id, files } = saidSchema.parse(JSON.parse(line));
      expect(files.length).toBeGreaterThan(0);
      for (const [name, digest] of files) {
        const now = createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex');
        expect([name, now]).toEqual([name, digest]);
      }

      const engine = await createEngine({ dataFolder: folder, owner: 'test' });
      try {
        const { handlers } = engine;
        const { running, broken } = await handlers['drill.state']({});
        expect(running).toBeNull();
        expect(broken).toMatchObject([{ id, scenario: 'morning' }]);
        const page = await handlers['filings.page']({
          view: 'all',
          search: '',
          after: null,
          limit: 9,
        });
        expect(page.total).toBe(5);
      } finally {
        await engine.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
