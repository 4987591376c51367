import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createFakeEngine, type FakeEngine, type FakeOptions } from '../support/fake-engine.ts';
import { type ScreensHost, startScreensHost } from '../support/screens-host.ts';
import { launchChromium } from './chromium.ts';

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

/** The built page in a real Chromium, over a socket to an engine of the test's. */
export interface Theatre {
  open(options: OpenOptions): Promise<OpenScreens>;
  /** Closes what is open, and gives back all complaints since the last time. */
  closeScreens(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openTheatre(): Promise<Theatre> {
  const browser = await launchChromium();
  let opened: OpenScreens[] = [];
  return {
    async open(options) {
      const screens = await openScreens(browser, options);
      opened.push(screens);
      return screens;
    },
    async closeScreens() {
      const closing = opened;
      opened = [];
      for (const screens of closing) await screens.close();
      return closing.flatMap(({ complaints }) => complaints);
    },
    close: () => browser.close(),
  };
}

async function openScreens(browser: Browser, options: OpenOptions): Promise<OpenScreens> {
  const { at = '#/', language = 'ko', theme = 'light' } = options;
  const complaints: string[] = [];
  const engine = createFakeEngine(options);
  const host = await startScreensHost(engine.service);
  const context: BrowserContext = await browser.newContext({
    viewport: options.size ?? { width: 1440, height: 900 },
    locale: 'ko-KR',
  });
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      if (localStorage.getItem('naru.language') !== null) return;
      localStorage.setItem('naru.language', chosenLanguage);
      localStorage.setItem('naru.theme', chosenTheme);
    },
    [language, theme] as const,
  );
  await options.before?.(context, engine);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(host.url + at);
  await page.getByRole('navigation').waitFor();
  return {
    page,
    engine,
    host,
    complaints,
    async close() {
      await context.close();
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
