import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackHost, startLoopbackHost } from '../../main/loopback/host.ts';
import { launchChromium } from './chromium.ts';

/** A page that asks the engine one thing as soon as it has loaded, and shows the answer. */
const ownScript = `
const socket = new WebSocket('ws://' + location.host + '/engine');
socket.onopen = () => socket.send(JSON.stringify({
  kind: 'request', id: 1, call: 'filings.page',
  input: { view: 'all', search: '', after: 'own page', limit: 1 },
}));
socket.onmessage = (event) => { document.title = JSON.parse(event.data).value.next; };
socket.onclose = () => { document.title = 'closed'; };
`;
const ownPage = '<!doctype html><title>…</title><h1>나루</h1><script src="/own.js"></script>';

/** What the policy must stop a script of the page itself from doing; shows the errors. */
function triesScript(elsewhere: string): string {
  return `
const tries = {};
const attempt = async (name, act) => {
  try { tries[name] = (await act()) ?? 'done'; } catch (error) { tries[name] = error.name; }
};
await attempt('markup', () => { document.body.innerHTML = '<b>x</b>'; });
await attempt('eval', () => { (0, eval)('1'); });
await attempt('script', () => { document.createElement('script').text = 'document.title = 1'; });
await attempt('style', () => {
  const style = document.createElement('style');
  style.textContent = 'body { color: rgb(1, 2, 3) }';
  document.head.append(style);
  return getComputedStyle(document.body).color === 'rgb(1, 2, 3)' ? 'done' : 'blocked';
});
await attempt('fetch', () => fetch('${elsewhere}'));
document.title = JSON.stringify(tries);
`;
}
const triesPage =
  '<!doctype html><title>…</title><body><script type="module" src="/tries.js"></script>';

let browser: Browser;
let host: LoopbackHost;
let port: number;
let folder: string;
let other: Server;
let otherPort: number;
/** What the browser sent to the other server. */
let otherSaw: { path: string; cookie: string | undefined }[];
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchChromium(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'naru-guards-'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'index.html'), ownPage);
  writeFileSync(join(folder, 'own.js'), ownScript);
  host = await startLoopbackHost({
    dataFolder: join(folder, 'data'),
    rendererFolder: folder,
    entry: fileURLToPath(new URL('../fakes/small-engine-process.ts', import.meta.url)),
  });
  port = Number(new URL(host.url).port);
  otherSaw = [];
  other = createServer((request, response) => {
    otherSaw.push({ path: request.url ?? '', cookie: request.headers.cookie });
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>other</title><p>another program</p>');
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  otherPort = address.port;
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  other.closeAllConnections();
  other.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A window that has entered by the link. */
async function enter(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(host.link);
  return page;
}

/** How a WebSocket that a page opens to the host ends. */
function trySocket(page: Page, address: string): Promise<string> {
  return page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      }),
    address,
  );
}

describe('the own page', () => {
  test('enters by the link, at a clean address, and reaches the engine', async () => {
    const page = await enter();
    expect(page.url()).toBe(host.url);
    await page.waitForFunction(() => document.title === 'own page');
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await page.waitForFunction(() => document.title === 'own page');
  });

  test('is entered without a link from a new tab of the same browser', async () => {
    await enter();
    const tab = await context.newPage();
    expect((await tab.goto(host.url))?.status()).toBe(200);
  });

  test('may not run code from text, put markup from text, or load from elsewhere', async () => {
    writeFileSync(join(folder, 'tries.html'), triesPage);
    writeFileSync(join(folder, 'tries.js'), triesScript(`http://127.0.0.1:${otherPort}/`));
    const page = await enter();
    await page.goto(`${host.url}tries.html`);
    await page.waitForFunction(() => document.title !== '…');
    expect(JSON.parse(await page.title())).toEqual({
      markup: 'TypeError',
      eval: 'EvalError',
      script: 'TypeError',
      style: 'blocked',
      fetch: 'TypeError',
    });
    expect(otherSaw).toEqual([]);
  });
});

describe('no token', () => {
  test('a window without a session is told in Korean and English to use the link', async () => {
    const page = await context.newPage();
    expect((await page.goto(host.url))?.status()).toBe(401);
    const text = await page.innerText('body');
    expect(text).toContain('터미널에 나온 주소를 여세요');
    expect(text).toContain('Open the address shown in the terminal');
    expect(await page.title()).toBe('이 창은 나루에 들어올 수 없습니다');
  });

  test('the link of a window that has entered opens nothing for another one', async () => {
    await enter();
    const second = await browser.newContext();
    const page = await second.newPage();
    expect((await page.goto(host.link))?.status()).toBe(401);
    expect(await second.cookies()).toEqual([]);
    expect((await page.goto(host.url))?.status()).toBe(401);
    await second.close();
  });

  test('a fresh link lets another window in', async () => {
    await enter();
    const second = await browser.newContext();
    const page = await second.newPage();
    expect((await page.goto(host.newLink()))?.status()).toBe(200);
    await second.close();
  });
});

describe('wrong host', () => {
  test('a name of somebody else that leads here gets nothing, and no link is used up', async () => {
    const page = await context.newPage();
    const rebound = host.link.replace('127.0.0.1', 'evil.test');
    expect((await page.goto(rebound))?.status()).toBe(421);
    expect((await page.goto(`http://evil.test:${port}/`))?.status()).toBe(421);
    await page.goto(`http://evil.test:${otherPort}/`);
    expect(await trySocket(page, `ws://evil.test:${port}/engine`)).toBe('refused');
    expect(await context.cookies()).toEqual([]);
    await enter();
  });

  test('localhost is not the name of the host', async () => {
    const page = await context.newPage();
    expect((await page.goto(`http://localhost:${port}/`))?.status()).toBe(421);
  });
});

describe("another port's page", () => {
  test('is sent our cookie by the browser, and still reaches no engine', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${otherPort}/`);
    // Cookies do not know ports: that the cookie is there makes the refusal below mean something.
    await page.evaluate(() => fetch('/probe'));
    expect(otherSaw.find((each) => each.path === '/probe')?.cookie).toContain(`naru-${port}=`);
    expect(await trySocket(page, `ws://127.0.0.1:${port}/engine`)).toBe('refused');
  });

  test('can neither read nor load anything of ours', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${otherPort}/`);
    const results = await page.evaluate(async (url) => {
      const script = document.createElement('script');
      script.src = `${url}own.js`;
      const loaded = new Promise((resolve, reject) => {
        script.addEventListener('load', resolve);
        script.addEventListener('error', reject);
      });
      document.head.append(script);
      const loading = [
        fetch(url, { credentials: 'include' }),
        fetch(url, { mode: 'no-cors', credentials: 'include' }),
        fetch(url, { method: 'POST', body: 'x', mode: 'no-cors' }),
        loaded,
      ];
      return (await Promise.allSettled(loading)).map((each) => each.status);
    }, host.url);
    expect(results).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });

  test('cannot frame ours', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${otherPort}/`);
    await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = url;
          frame.addEventListener('load', resolve);
          document.body.append(frame);
        }),
      host.url,
    );
    const framed = page.frames()[1];
    expect(framed).toBeDefined();
    expect(await framed?.content()).not.toContain('나루');
  });

  test('cannot send a person here in a window it holds', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${otherPort}/`);
    const answer = page.waitForResponse(host.url);
    await page.evaluate((url) => location.assign(url), host.url);
    expect((await answer).status()).toBe(403);
  });
});

describe('wrong origin', () => {
  test('a page of another site reaches no engine', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto(`http://evil.test:${otherPort}/`);
    expect(await trySocket(page, `ws://127.0.0.1:${port}/engine`)).toBe('refused');
  });

  test('a page without an origin reaches no engine', async () => {
    await enter();
    const page = await context.newPage();
    await page.goto('data:text/html,<title>none</title>');
    expect(await trySocket(page, `ws://127.0.0.1:${port}/engine`)).toBe('refused');
  });
});
