import { enableCompileCache } from 'node:module';

// As the engine's own process begins.
enableCompileCache();
const { createEngine } = await import('../../main/engine/engine.ts');
const { median } = await import('./measure.ts');
const { sampleFiling } = await import('./samples.ts');

/** A fresh engine process on a full queue; sends what it measured to its parent. */
const [, , data = '', state] = process.argv;
const view = state === 'unconfirmed' ? state : 'queued';
const engine = await createEngine({ dataFolder: data, owner: 'bench' });
const { handlers } = engine;
const page = { view, search: '', after: null, limit: 100 } as const;
await handlers['sync.get']({});
await handlers['filings.page'](page);
const startMs = performance.now();

const { kind, declaration } = sampleFiling(7);
const draft = await handlers['drafts.start']({ from: { is: 'empty', kind } });
let { version } = draft;
const calls: Record<string, () => unknown> = {
  'sync state': () => handlers['sync.get']({}),
  'page of those': () => handlers['filings.page'](page),
  'page of all': () => handlers['filings.page']({ ...page, view: 'all' }),
  'search by number': () => handlers['filings.page']({ ...page, search: '12345-26-000123M' }),
  'search by name': () => handlers['filings.page']({ ...page, view: 'all', search: '다온' }),
  'save a draft': async () => {
    ({ version } = await handlers['drafts.save']({ ...draft, version }));
  },
  'check a draft': () =>
    handlers['documents.check']({ kind, declaration: Object(declaration), line: null }),
};
const measured: Record<string, number> = {};
for (const [name, call] of Object.entries(calls)) {
  const times: number[] = [];
  for (let i = 0; i < 15; i += 1) {
    const from = performance.now();
    await call();
    times.push(performance.now() - from);
  }
  measured[name] = median(times);
}
globalThis.gc?.();
const rssMb = Math.round(process.memoryUsage.rss() / 1_048_576);
process.send?.({ startMs, rssMb, calls: measured });
await engine.stop();
process.disconnect();
