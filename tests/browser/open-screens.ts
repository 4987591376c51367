import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { pageAddress } from '../../main/desktop/policy.ts';
import { packTheatre } from '../electron/pack-theatre.ts';
import { createFakeEngine, type FakeEngine, type FakeOptions } from '../support/fake-engine.ts';
import { type ScreensHost, startScreensHost } from '../support/screens-host.ts';
import { launchChromium } from './chromium.ts';
import { chooseWindow, theatreTrouble } from './chosen-window.ts';
import { openDesktopWindow } from './desktop-window.ts';

export interface OpenOptions extends FakeOptions {
  at?: string;
  language?: 'ko' | 'en';
  theme?: 'light' | 'dark';
  size?: { width: number; height: number };
  /** Is done before the page is there. */
  before?: (context: BrowserContext, engine: FakeEngine) => Promise<void>;
}

export interface OpenScreens {
  page: Page;
  engine: FakeEngine;
  host: ScreensHost;
  /** Errors of the page, and whatever the content security policy had to forbid. */
  complaints: string[];
  close(): Promise<void>;
}

/** The built page in a real window, over a line to an engine of the test's. */
export interface Theatre {
  open(options: OpenOptions): Promise<OpenScreens>;
  /** Closes what is open, and gives back all complaints since the last time. */
  closeScreens(): Promise<string[]>;
  close(): Promise<void>;
}

/** A page in whatever window, before it is led anywhere. */
interface EmptyPage {
  context: BrowserContext;
  page: Page;
  /** Where the page of the program is; `host` serves it to a browser. */
  url: string;
  close(): Promise<void>;
}
type OpenPage = (host: ScreensHost, options: OpenOptions) => Promise<EmptyPage>;

/** In Chromium, or where `NARU_LAUNCHER=desktop` is set in Electron's window over its own bridge. */
export async function openTheatre(): Promise<Theatre> {
  const chosen = chooseWindow(process.env);
  const trouble = theatreTrouble(chosen);
  if (trouble !== null) throw new Error(`no window: ${trouble}`);
  return chosen.is === 'desktop' ? desktopTheatre(chosen.binary) : browserTheatre();
}

async function browserTheatre(): Promise<Theatre> {
  const browser = await launchChromium();
  return theatreOf(
    async ({ url }, { size }) => {
      const context = await browser.newContext({ viewport: size ?? usualSize, locale: 'ko-KR' });
      return { context, page: await context.newPage(), url, close: () => context.close() };
    },
    () => browser.close(),
  );
}

/** Electron has one context: each page is a program of its own, with a folder of its own. */
async function desktopTheatre(binary: string): Promise<Theatre> {
  const application = await packTheatre();
  return theatreOf(
    async (host, { size }) => {
      const own = mkdtempSync(join(tmpdir(), 'naru-window-'));
      const window = await openDesktopWindow(binary, [application], own, {
        NARU_DATA: join(own, 'data'),
        NARU_ROOT: join(import.meta.dirname, '../..'),
        NARU_THEATRE: `${host.url.replace('http:', 'ws:')}engine`,
      });
      await window.page.setViewportSize(size ?? usualSize);
      return {
        context: window.context,
        page: window.page,
        url: pageAddress,
        async close() {
          await window.kill();
          await window.close();
          rmSync(own, { recursive: true, force: true });
        },
      };
    },
    async () => rmSync(application, { recursive: true, force: true }),
  );
}

const usualSize = { width: 1440, height: 900 };

function theatreOf(openPage: OpenPage, close: () => Promise<void>): Theatre {
  let opened: OpenScreens[] = [];
  return {
    async open(options) {
      const screens = await openScreens(openPage, options);
      opened.push(screens);
      return screens;
    },
    async closeScreens() {
      const closing = opened;
      opened = [];
      for (const screens of closing) await screens.close();
      return closing.flatMap(({ complaints }) => complaints);
    },
    close,
  };
}

async function openScreens(openPage: OpenPage, options: OpenOptions): Promise<OpenScreens> {
  const { at = '#/', language = 'ko', theme = 'light' } = options;
  const complaints: string[] = [];
  const engine = createFakeEngine(options);
  const host = await startScreensHost(engine.service);
  const { context, page, url, close } = await openPage(host, options);
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      if (localStorage.getItem('naru.language') !== null) return;
      localStorage.setItem('naru.language', chosenLanguage);
      localStorage.setItem('naru.theme', chosenTheme);
    },
    [language, theme] as const,
  );
  await options.before?.(context, engine);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  if (page.url().startsWith(url)) {
    // The program has led itself there: only a page that loads anew runs the scripts from above.
    await page.evaluate((hash) => location.replace(hash), at);
    await page.reload();
  } else await page.goto(url + at);
  await page.getByRole('navigation').waitFor();
  return {
    page,
    engine,
    host: { ...host, url },
    complaints,
    async close() {
      await close();
      await host.close();
    },
  };
}

/** The filing whose row has the focus. */
export function focusedRow(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null);
}

export function rowOf(page: Page, id: number): ReturnType<Page['locator']> {
  return page.locator(`[data-row="${id}"]`);
}
