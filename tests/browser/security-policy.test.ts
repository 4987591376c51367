import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyStanding } from '../support/fake-engine.ts';
import type { Route } from '../../renderer/app/route.ts';
import { type OpenScreens, openTheatre, type Theatre } from './open-screens.ts';

/** Every screen under the policy that is delivered, in a real Chromium: it may forbid nothing. */

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  // Also what the console says of the policy, e.g. of a sink that was given text.
  expect(await theatre.closeScreens()).toEqual([]);
});

const names = {
  overview: ['#/'],
  filings: ['#/filings/all', '#/filings/attention', '#/filings/all/1', '#/filings/all/7'],
  affected: ['#/affected/2', '#/affected/2/3'],
  recheck: ['#/recheck'],
  pccc: ['#/pccc'],
  deadlines: ['#/deadlines'],
  incidents: ['#/incidents', '#/incidents/1'],
  directives: ['#/directives', '#/directives/1'],
  unanswered: ['#/unanswered'],
  stray: ['#/stray'],
  health: ['#/health'],
  evidence: ['#/evidence'],
  drafts: ['#/drafts'],
  editor: ['#/editor/1'],
  print: ['#/print?ids=1,2'],
  'print-draft': ['#/print?draft=1'],
  intake: ['#/intake'],
  drills: ['#/drills'],
  backup: ['#/backup'],
  privacy: ['#/privacy'],
  settings: ['#/settings'],
  program: ['#/program'],
  help: ['#/help/first-day', '#/help/troubles'],
} as const satisfies Record<Route['screen'], readonly string[]>;

declare global {
  /** What the policy had to forbid, as the page's own events tell it. */
  var forbidden: string[];
}

async function watched(theme: 'light' | 'dark', language: 'ko' | 'en'): Promise<OpenScreens> {
  const screens = await theatre.open({
    count: everyStanding.length,
    standings: everyStanding,
    theme,
    language,
  });
  await screens.page.addInitScript(() => {
    globalThis.forbidden = [];
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sample }) =>
        globalThis.forbidden.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await screens.page.reload();
  return screens;
}

test.each([
  ['light', 'ko'],
  ['dark', 'en'],
] as const)('forbids nothing on any screen, %s and in %s', async (theme, language) => {
  const { page, host } = await watched(theme, language);
  for (const at of Object.values(names).flat()) {
    await page.goto(`${host.url}${at}`);
    await page
      .locator(at.startsWith('#/print') ? 'body > *' : 'main')
      .first()
      .waitFor();
    // What opens beside or above the screen brings styles and places of its own.
    for (const role of ['button', 'combobox'] as const) {
      const control = page.locator('main').getByRole(role).first();
      if (await control.isVisible()) await control.hover();
    }
    await page.keyboard.press('Tab');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.evaluate(() => globalThis.forbidden), at).toEqual([]);
  }
});

/** What a script of the page could still try, and how it ends. */
async function triesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const tries: Record<string, string> = {};
    const attempt = async (name: string, act: () => unknown): Promise<void> => {
      try {
        await act();
        tries[name] = 'done';
      } catch (error) {
        tries[name] = error instanceof Error ? error.name : String(error);
      }
    };
    const types: unknown = Reflect.get(globalThis, 'trustedTypes');
    await attempt('policy', () => {
      const create: unknown = Reflect.get(Object(types), 'createPolicy');
      if (typeof create !== 'function') throw new RangeError('no trusted types');
      Reflect.apply(create, types, ['mine', { createHTML: (text: string) => text }]);
    });
    await attempt('markup', () => {
      document.body.insertAdjacentHTML('beforeend', '<b>x</b>');
    });
    await attempt('parser', () => new DOMParser().parseFromString('<b>x</b>', 'text/html'));
    await attempt('frame', () => {
      document.createElement('iframe').srcdoc = '<script>1</script>';
    });
    await attempt('timer', () => {
      Reflect.apply(setTimeout, globalThis, ['document.title = 1']);
    });
    await attempt('worker', () => new Worker('data:text/javascript,1'));
    await attempt('fetch', () => fetch('https://127.0.0.1:1/'));
    await attempt('socket', () => {
      const socket = new WebSocket('ws://127.0.0.1:1/');
      return new Promise((resolve, reject) => {
        socket.addEventListener('open', resolve);
        socket.addEventListener('error', () => reject(new TypeError('refused')));
      });
    });
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.head.append(style);
    const inline = document.createElement('p');
    inline.setAttribute('style', 'outline: 7px solid red');
    document.body.append(inline);
    tries['style'] = getComputedStyle(document.body).outlineWidth === '7px' ? 'done' : 'blocked';
    tries['attribute'] = getComputedStyle(inline).outlineWidth === '7px' ? 'done' : 'blocked';
    return tries;
  });
}

test('forbids what a script of the page could try', async () => {
  const { page } = await watched('light', 'ko');
  const tries = await triesOf(page);
  expect(Object.entries(tries).filter(([, how]) => how === 'done')).toEqual([]);
  expect(Object.keys(tries)).toHaveLength(10);
  const told = await theatre.closeScreens();
  expect(told.join('\n')).toMatch(/Content Security Policy|TrustedHTML|TrustedScript/);
});
