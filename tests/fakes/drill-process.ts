import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../main/engine/engine.ts';

/** An engine in the middle of a drill, to be killed there. Says how the office's files stand. */
const [folder = ''] = process.argv.slice(2);
const engine = await createEngine({ dataFolder: folder, owner: 'drill-process' });
await engine.handlers['practice.addSamples']({ count: 5 });
const { id } = await engine.handlers['drill.start']({
  scenario: 'morning',
  seed: 1,
  speed: 600,
  keep: false,
  evenIfWaiting: false,
});
const files = readdirSync(folder)
  .filter((name) => name.startsWith('practice.db'))
  .map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);
engine.subscribe((event) => {
  if (event.topic !== 'drill' || event.state === null || event.state.taken < 10) return;
  process.stdout.write(`${JSON.stringify({ id, files })}\n`);
});
