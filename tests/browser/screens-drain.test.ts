import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '../../shared/time.ts';
import { wellStates } from '../support/fake-health.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import {
  openTheatre,
  rowOf,
  type OpenOptions,
  type OpenScreens,
  type Theatre,
} from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const now = Date.parse('2026-11-26T14:05:10+09:00');
const waiting = [['queued', 'none']] as const;

function open(options: Partial<OpenOptions> = {}): Promise<OpenScreens> {
  return theatre.open({ count: 12, standings: waiting, now, ...options });
}
function stop({ engine }: OpenScreens): void {
  engine.setSync((sync) => ({
    central: {
      ...sync.central,
      grade: 'stopped',
      lastFailure: { at: sync.now, cause: 'unavailable' },
    },
    gate: { ...sync.gate, phase: 'cooldown', nextTryAt: epochMs(sync.now + 84_000) },
  }));
}
const drainOf = ({ page }: OpenScreens, name = '언제 끝나나') => page.getByRole('group', { name });

describe('the overview on when it will be done', () => {
  test('gives a span, what it goes by, how old it is, and who misses a deadline', async () => {
    const screens = await open();
    const drain = drainOf(screens);
    // Twelve, at two to five minutes each.
    await drain.getByText('기다리는 12건은 14:29–15:05쯤 다 나갑니다.').waitFor();
    const words = await drain.innerText();
    expect(words).toContain('1분에 0.2–0.5건 · 최근 몇 분에 나간 만큼으로 셈했습니다.');
    expect(words).toContain('14:05:10 기준');
    expect(words).toContain('기한을 넘기는 신고 1건');
    expect(words).toContain('40분–1시간 35분 늦음');
    expect(words).toContain('최대 25분 늦음');
    await drain.getByRole('link').first().click();
    await screens.page.getByRole('complementary', { name: '신고 건' }).waitFor();
  });

  test('tells no end while nothing gets through, but until when it must be back', async () => {
    const screens = await open();
    await drainOf(screens).getByText('다 나갑니다').waitFor();
    stop(screens);
    const drain = drainOf(screens);
    await drain.getByText('끝나는 때는 아무도 모릅니다').waitFor();
    const words = await drain.innerText();
    expect(words).toContain('기한을 지키려면 늦어도 23:59에는 다시 받아야 합니다.');
    expect(words).not.toContain('다 나갑니다');
  });

  test('is silent where nothing waits', async () => {
    const screens = await open({ standings: [['acknowledged', 'released']] });
    await screens.page.getByText('세관 쪽 신고 접수에만 문제가 있습니다').waitFor();
    screens.engine.emit({ topic: 'health', states: wellStates(epochMs(Date.now())) });
    await screens.page.getByText('정상입니다. 기다리는 신고가 없습니다.').waitFor();
    expect(await drainOf(screens).count()).toBe(0);
  });

  test.each([
    ['ko', 'light'],
    ['ko', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('is in one language, readable, and never green: %s, %s', async (language, theme) => {
    const screens = await open({ language, theme, latin: true });
    const name = language === 'ko' ? '언제 끝나나' : 'When it will be done';
    for (const change of [() => undefined, () => stop(screens)]) {
      change();
      await drainOf(screens, name).waitFor();
      expect(await foreignTexts(screens.page, language)).toEqual([]);
      expect(await faintTexts(screens.page)).toEqual([]);
      expect((await screens.page.evaluate(greenThings)).elsewhere).toEqual([]);
      expect(await namelessControls(screens.page)).toEqual([]);
    }
  });
});

describe('a filing that waits', () => {
  test('says when it probably goes', async () => {
    const { page } = await open({ at: '#/filings/queued' });
    await page.locator('[data-row]').first().click();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: '신고 건' });
    await panel.getByText(/\d\d:\d\d–\d\d:\d\d쯤 나갑니다\./).waitFor();
  });
});

describe('the question what if', () => {
  test('shows what comes of it before anything is done, then makes them urgent', async () => {
    const { page, engine } = await open({ at: '#/filings/queued' });
    const normal = engine
      .rows()
      .filter(({ priority }) => priority === 'normal')
      .slice(0, 2)
      .map(({ id }) => Number(id));
    for (const id of normal) {
      await rowOf(page, id).click({ modifiers: ['Control'] });
    }
    await page.getByRole('button', { name: '먼저 보내면?' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('나아지는 신고 1건, 나빠지는 신고 1건').waitFor();
    expect(await dialog.innerText()).toContain('최대 2자리 뒤로 갑니다.');
    expect(await dialog.innerText()).toContain('기한 넘김 → 기한 안');
    expect(await faintTexts(page)).toEqual([]);
    expect(engine.calls.filter(({ name }) => name === 'filings.act')).toEqual([]);

    await dialog.getByRole('button', { name: '급함으로 바꾸기' }).click();
    await dialog.waitFor({ state: 'detached' });
    const acted = engine.calls.filter(({ name }) => name === 'filings.act');
    expect(acted).toHaveLength(1);
    expect(acted[0]?.input).toMatchObject({ action: 'make-urgent' });
    const urgent = engine.rows().filter(({ id }) => normal.includes(Number(id)));
    expect(urgent.map(({ priority }) => priority)).toEqual(['urgent', 'urgent']);
  });
});
