import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { displayTrouble } from '../../main/desktop-process.ts';
import { electronBinary, electronFolder } from '../../main/electron-binary.ts';
import { launchChromium } from './chromium.ts';
import { startHostProcess } from './host-process.ts';

/** The program as a person has it before the eyes, in whatever host. */
export interface OpenProgram {
  page: Page;
  /** Kills host and engine at once, without a warning. */
  kill(): Promise<void>;
  /** Ends it in good order. @returns its exit code */
  stop(): Promise<number | null>;
}

/** One of the two ways to open the program: the same tests run through both. */
export interface Launcher {
  name: 'browser' | 'desktop';
  /** Whether the page outlives the program, and can save what it offers without a dialog. */
  isBrowser: boolean;
  open(data: string, complaints: string[]): Promise<OpenProgram>;
  close(): Promise<void>;
}

/**
 * `NARU_LAUNCHER=desktop` runs the tests through the window of Electron: the one of the package
 * that `NARU_APPLICATION` names, or the one that npm has fetched. Else it is the loopback host.
 * @returns why it cannot, where it cannot
 */
export function chooseLauncher(
  env: Readonly<Record<string, string | undefined>>,
): { create(): Promise<Launcher> } | { skipped: string } {
  if (env['NARU_LAUNCHER'] !== 'desktop') return { create: browserLauncher };
  const trouble = displayTrouble({ env, platform: process.platform }, process.getuid?.());
  if (trouble !== null) return { skipped: trouble };
  const packaged = env['NARU_APPLICATION'];
  if (packaged !== undefined && packaged !== '')
    return existsSync(packaged)
      ? { create: async () => desktopLauncher(packaged, []) }
      : { skipped: `no ${packaged}` };
  const folder = electronFolder();
  const binary = folder === null ? null : electronBinary(folder);
  return binary === null
    ? { skipped: 'no-electron' }
    : { create: async () => desktopLauncher(binary, [join(import.meta.dirname, '../..')]) };
}

async function browserLauncher(): Promise<Launcher> {
  const browser = await launchChromium();
  return {
    name: 'browser',
    isBrowser: true,
    async open(data, complaints) {
      const host = await startHostProcess(data);
      const context = await browser.newContext({
        locale: 'ko-KR',
        viewport: { width: 1440, height: 900 },
      });
      const page = await context.newPage();
      listen(page, complaints);
      await page.goto(host.link);
      await page.getByRole('navigation').waitFor();
      return { page, kill: host.kill, stop: host.stop };
    },
    close: () => browser.close(),
  };
}

/**
 * The packaged program has its fuses set: Node's inspector, by which Playwright drives Electron, is
 * off for good. Chromium's own protocol is enough for a page.
 */
function desktopLauncher(binary: string, args: readonly string[]): Launcher {
  const browsers = new Set<Browser>();
  return {
    name: 'desktop',
    isBrowser: false,
    async open(data, complaints) {
      const own = join(data, '..', 'desktop');
      mkdirSync(own, { recursive: true });
      const child = spawn(binary, [...args, '--remote-debugging-port=0', '--lang=ko-KR'], {
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, NARU_DATA: data, XDG_CONFIG_HOME: own, APPDATA: own, HOME: own },
      });
      const ended = once(child, 'exit');
      const browser = await chromium.connectOverCDP(
        await Promise.race([
          readEndpoint(child),
          ended.then(() => {
            throw new Error(`the program ended with ${child.exitCode}`);
          }),
        ]),
      );
      browsers.add(browser);
      const [context] = browser.contexts();
      if (context === undefined) throw new Error('no window');
      const page = await firstPage(context);
      listen(page, complaints);
      await page.getByRole('navigation').waitFor();
      return {
        page,
        async kill() {
          if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
            process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
          await ended;
        },
        async stop() {
          await page.close();
          await ended;
          return child.exitCode;
        },
      };
    },
    async close() {
      for (const browser of browsers) await browser.close();
    },
  };
}

async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.waitForEvent('page');
}

function readEndpoint({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('no output');
  let said = '';
  return new Promise((resolve) => {
    stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const endpoint = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
  });
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself complains of a line that is cut; the screen says it in its own words.
    if (message.type() === 'error' && !message.text().startsWith('WebSocket connection to'))
      complaints.push(message.text());
  });
}
