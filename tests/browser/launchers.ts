import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { chooseWindow } from './chosen-window.ts';
import { openDesktopWindow, type DesktopWindow } from './desktop-window.ts';
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

/** @returns why the window that was chosen cannot be opened, where it cannot */
export function chooseLauncher(
  env: Readonly<Record<string, string | undefined>>,
): { create(): Promise<Launcher> } | { skipped: string } {
  const chosen = chooseWindow(env);
  switch (chosen.is) {
    case 'browser':
      return { create: browserLauncher };
    case 'skipped':
      return { skipped: chosen.why };
    case 'desktop': {
      const { binary, isPackaged } = chosen;
      const args = isPackaged ? [] : [join(import.meta.dirname, '../..')];
      return { create: async () => desktopLauncher(binary, args) };
    }
  }
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

function desktopLauncher(binary: string, args: readonly string[]): Launcher {
  const windows = new Set<DesktopWindow>();
  return {
    name: 'desktop',
    isBrowser: false,
    async open(data, complaints) {
      const own = join(data, '..', 'desktop');
      mkdirSync(own, { recursive: true });
      const window = await openDesktopWindow(binary, args, own, { NARU_DATA: data });
      windows.add(window);
      const { page } = window;
      listen(page, complaints);
      await page.getByRole('navigation').waitFor();
      return {
        page,
        kill: window.kill,
        async stop() {
          await page.close();
          return window.ended();
        },
      };
    },
    async close() {
      for (const window of windows) await window.close();
    },
  };
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself complains of a line that is cut; the screen says it in its own words.
    if (message.type() === 'error' && !message.text().startsWith('WebSocket connection to'))
      complaints.push(message.text());
  });
}
