import { mkdirSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { createFakeEngine } from '/work/main/tests/support/fake-engine.ts';
import { startScreensHost } from '/work/main/tests/support/screens-host.ts';
mkdirSync('/tmp/shots', { recursive: true });
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'], headless: true });
const only = process.argv.slice(2);
const shots: any[] = [
  { name: 'empty-ko-light', count: 0, lang: 'ko', theme: 'light', hash: '#/' },
  { name: 'home-ko-light', count: 320, lang: 'ko', theme: 'light', hash: '#/', guide: 'closed' },
  { name: 'home-outage-ko-dark', count: 320, lang: 'ko', theme: 'dark', hash: '#/', outage: true },
  { name: 'home-en-light', count: 320, lang: 'en', theme: 'light', hash: '#/', outage: true, guide: 'closed' },
  { name: 'list-ko-light', count: 10000, lang: 'ko', theme: 'light', hash: '#/filings/all' },
  { name: 'list-open-ko-light', count: 320, lang: 'ko', theme: 'light', hash: '#/filings/unconfirmed', outage: true, open: true },
  { name: 'list-open-en-dark', count: 320, lang: 'en', theme: 'dark', hash: '#/filings/attention', open: true },
  { name: 'list-open-1280', count: 320, lang: 'ko', theme: 'light', hash: '#/filings/all', open: true, size: [1280, 720] },
  { name: 'zoom150', count: 320, lang: 'ko', theme: 'light', hash: '#/filings/all', size: [853, 480] },
  { name: 'zoom150-home', count: 320, lang: 'ko', theme: 'light', hash: '#/', size: [853, 480], guide: 'closed' },
  { name: 'home-1280-en', count: 320, lang: 'en', theme: 'light', hash: '#/', size: [1280, 720], outage: true },
  { name: 'intake-ko', count: 20, lang: 'ko', theme: 'light', hash: '#/intake', upload: true },
  { name: 'intake-en-dark', count: 20, lang: 'en', theme: 'dark', hash: '#/intake', upload: true },
  { name: 'settings-ko', count: 20, lang: 'ko', theme: 'light', hash: '#/settings' },
  { name: 'settings-real-en', count: 20, lang: 'en', theme: 'light', hash: '#/settings', real: true },
  { name: 'trouble-ko', count: 20, lang: 'ko', theme: 'light', hash: '#/', trouble: true, guide: 'closed' },
];
for (const s of shots) {
  if (only.length && !only.some((o) => s.name.includes(o))) continue;
  const engine = createFakeEngine({ count: s.count });
  if (s.outage) engine.setSync((st) => ({ central: { ...st.central, grade: 'stopped', lastFailure: { at: st.now, cause: 'unavailable' }, lastSuccessAt: st.now - 2100000, latencyMs: null, ownWord: { state: 'normal', message: null, at: st.now - 60000 } } as any, gate: { phase: 'retry-after', nextTryAt: (st.now + 74000) as any, intervalMs: 3000, inFlight: false } }));
  if (s.real) engine.setSync(() => ({ mode: 'real', gate: { phase: 'no-gateway', nextTryAt: null, intervalMs: 0, inFlight: false } }));
  if (s.trouble) engine.setSync(() => ({ troubles: [{ code: 'disk-full', params: {} }], gate: { phase: 'paused', nextTryAt: null, intervalMs: 0, inFlight: false } }));
  const host = await startScreensHost(engine.service);
  const [width, height] = s.size ?? [1440, 900];
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ko-KR' });
  await context.addInitScript(({ lang, theme, guide }) => { localStorage.setItem('naru.language', lang); localStorage.setItem('naru.theme', theme); if (guide) localStorage.setItem('naru.guide', guide); }, s);
  const page = await context.newPage();
  page.on('console', (m) => console.log(s.name, m.type(), m.text().slice(0, 300)));
  page.on('pageerror', (e) => console.log(s.name, 'PAGEERROR', String(e).slice(0, 500)));
  await page.goto(host.url + s.hash);
  await page.waitForSelector('nav');
  await page.waitForTimeout(500);
  if (s.open) { await page.keyboard.press('ArrowDown'); await page.keyboard.press('Enter'); await page.waitForTimeout(500); }
  if (s.upload) { const [fc] = await Promise.all([page.waitForEvent('filechooser'), page.locator('main button').first().click()]); await fc.setFiles({ name: '한결_1123.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') }); await page.waitForTimeout(500); }
  await page.screenshot({ path: `/tmp/shots/${s.name}.png` });
  await context.close();
  await host.close();
}
await browser.close();
