import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** A window of Electron that tests have in their hands. */
export interface DesktopWindow {
  context: BrowserContext;
  page: Page;
  /** Kills the program and its engine at once, without a warning. */
  kill(): Promise<void>;
  /** Resolves with its exit code. */
  ended(): Promise<number | null>;
  /** Lets go of it. */
  close(): Promise<void>;
}

/**
 * Starts Electron and connects to it. A packaged program has its fuses set: Node's inspector, by which
 * Playwright drives Electron, is off for good. Chromium's own protocol is enough for a page.
 * @param own a folder for what it keeps for itself
 */
export async function openDesktopWindow(
  binary: string,
  args: readonly string[],
  own: string,
  env: Readonly<Record<string, string>>,
): Promise<DesktopWindow> {
  const child = spawn(binary, [...args, '--remote-debugging-port=0', '--lang=ko-KR'], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CONFIG_HOME: own, APPDATA: own, HOME: own, ...env },
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
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('no window');
  return {
    context,
    page: context.pages()[0] ?? (await context.waitForEvent('page')),
    async kill() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      await ended;
    },
    async ended() {
      await ended;
      return child.exitCode;
    },
    close: () => browser.close(),
  };
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
