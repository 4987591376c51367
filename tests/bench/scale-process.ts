import { enableCompileCache } from 'node:module';

// As the engine's own process begins.
enableCompileCache();
const { createEngine } = await import('../../main/engine/engine.ts');
const { viewSchema } = await import('../../shared/contract/index.ts');
const { median } = await import('./measure.ts');

/** A fresh engine process on a filled data folder; sends what it measured to its parent. */
const [, , data = ''] = process.argv;
const engine = await createEngine({ dataFolder: data, owner: 'bench' });
await engine.handlers['sync.get']({});
await engine.handlers['filings.page']({ view: 'all', search: '', after: null, limit: 100 });
const startMs = performance.now();
const rssMb = resident();

async function milliseconds(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 15; i += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return median(times);
}

const pages: Record<string, number> = {};
for (const view of viewSchema.options) {
  let after: string | null = null;
  // Deep pages cost as much as the first one.
  pages[view] = await milliseconds(async () => {
    const page = await engine.handlers['filings.page']({ view, search: '', after, limit: 100 });
    after = page.next;
  });
}
const searches: Record<string, number> = {};
for (const search of ['B-4711', '12345-26-000123M', '000123', '다온', 'ㄷㅇ', '다온 LED', 'LED'])
  searches[search] = await milliseconds(() =>
    engine.handlers['filings.page']({ view: 'all', search, after: null, limit: 100 }),
  );
const countMs = await milliseconds(() => engine.handlers['sync.get']({}));
process.send?.({ startMs, rssMb, pages, countMs, searches, rssAfterMb: resident() });
await engine.stop();
process.disconnect();

function resident(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 1_048_576);
}
