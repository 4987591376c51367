import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/index.ts';
import { callSchemas } from '../../shared/port/call-schemas.ts';
import { type HostProcess, startHostProcess } from './host-process.ts';

/** A desk with a real engine behind it, as a broker sits at it. */
export interface Desk {
  page: Page;
  /** Errors of the page, and whatever the content security policy had to forbid. */
  complaints: string[];
  /** Asks the engine over a line of its own, to prepare and to compare. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  go(hash: string): Promise<void>;
  /** Kills host and engine at once and starts them again on the same data. */
  killAndStartAgain(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  language?: 'ko' | 'en';
  theme?: 'light' | 'dark';
  size?: { width: number; height: number };
}

export const pictures = join(import.meta.dirname, '../../artifacts/screenshots');

export async function openDesk(browser: Browser, options: DeskOptions = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-editor-'));
  mkdirSync(pictures, { recursive: true });
  const complaints: string[] = [];
  let host = await startHostProcess(join(folder, 'data'));
  let page = await openPage(browser, host, options, complaints);
  const desk: Desk = {
    page,
    complaints,
    call: (name, input) => call(page, name, input),
    async go(hash) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
    },
    async killAndStartAgain() {
      await host.kill();
      await page.context().close();
      host = await startHostProcess(join(folder, 'data'));
      page = await openPage(browser, host, options, complaints);
      desk.page = page;
    },
    async close() {
      await page.context().close();
      await host.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

async function openPage(
  browser: Browser,
  host: HostProcess,
  { language = 'ko', theme = 'light', size }: DeskOptions,
  complaints: string[],
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ko-KR',
    viewport: size ?? { width: 1440, height: 900 },
  });
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      localStorage.setItem('naru.language', chosenLanguage);
      localStorage.setItem('naru.theme', chosenTheme);
    },
    [language, theme] as const,
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('WebSocket connection to'))
      complaints.push(message.text());
  });
  await page.goto(host.link);
  await page.getByRole('navigation').first().waitFor();
  return page;
}

/** One call over a socket of its own, from the page's origin and with its cookie. */
async function call<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await page.evaluate(
    async ([asked, text]) => {
      const socket = new WebSocket(new URL('/engine', location.href.replace('http', 'ws')));
      const said = await new Promise<string>((resolve, reject) => {
        socket.addEventListener('error', () => reject(new Error('no line to the engine')));
        socket.addEventListener('open', () =>
          socket.send(`{"kind":"request","id":1,"call":${JSON.stringify(asked)},"input":${text}}`),
        );
        socket.addEventListener('message', ({ data }) => {
          if (String(data).includes('"kind":"answer"')) resolve(String(data));
        });
      });
      socket.close();
      return said;
    },
    [name, JSON.stringify(input)] as const,
  );
  const { ok, value, problem } = JSON.parse(answer);
  if (ok !== true) throw new Error(`${name}: ${JSON.stringify(problem)}`);
  return callSchemas[name].output.parse(value);
}

/** The path of the field, or of the cell, that has the focus. */
export const focusedPath = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-path') ?? null);

/** Types Korean as an input method does: letter by letter, each composed anew, then committed. */
export async function compose(
  cdp: CDPSession,
  steps: readonly string[],
  { commit = true }: { commit?: boolean } = {},
): Promise<void> {
  for (const text of steps)
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  if (commit) await cdp.send('Input.insertText', { text: steps.at(-1) ?? '' });
}

/** Waits for something to become so. */
export async function until(
  read: () => Promise<unknown>,
  wanted: unknown,
  timeout = 30_000,
): Promise<void> {
  await expect.poll(read, { timeout, interval: 50 }).toEqual(wanted);
}

/** Only what is on disk is called saved. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-state=saved]').waitFor({ timeout: 30_000 });
}
