import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngine } from '../../main/engine/engine.ts';
import { mappingSchema } from '../../shared/contract/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../shared/port/index.ts';
import { previewFile } from '../support/take-in-file.ts';
import { office } from './samples.ts';

/** A fresh engine that takes one file in; sends what it measured to its parent. */
const [, , data = '', file = '', mappingText = ''] = process.argv;
const mapping = mappingSchema.parse(JSON.parse(mappingText));
const engine = await createEngine({ dataFolder: data, owner: 'bench' });
const [near, far] = memoryPorts();
serveEngine(far, engine);
const client = connectEngine(near);
await client.call('mode.set', { mode: 'real' });
await client.call('office.set', office);
const bytes = readFileSync(file);

const loop = monitorEventLoopDelay({ resolution: 1 });
const restMb = process.memoryUsage.rss() / 1e6;
const from = performance.now();
loop.enable();
const { intakeId, good, broken } = await previewFile(client, 'bench.xlsx', bytes, mapping);
const checkedMs = performance.now() - from;
const { added } = await client.call('intake.commit', { intakeId });
const queuedMs = performance.now() - from;
loop.disable();

process.send?.({
  good,
  broken,
  added,
  checkedMs,
  queuedMs,
  // The histogram counts from the wake that was planned a millisecond after the one before.
  longestBlockMs: loop.max / 1e6,
  p99BlockMs: loop.percentile(99) / 1e6,
  restMb,
  // Of the process with all its threads, in kilobytes.
  peakMb: process.resourceUsage().maxRSS / 1e3,
});
await engine.stop();
process.disconnect();
