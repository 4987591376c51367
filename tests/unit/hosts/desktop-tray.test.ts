import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appMenu, contextMenu } from '../../../main/desktop/menu/app-menu.ts';
import { toTemplate, type MenuEntry } from '../../../main/desktop/menu/menu-entry.ts';
import { externalAddress } from '../../../main/desktop/policy.ts';
import { toldOutside, type News } from '../../../main/desktop/told.ts';
import { drawPicture } from '../../../main/desktop/tray/draw-picture.ts';
import { pictureFiles, pictureName } from '../../../main/desktop/tray/picture-files.ts';
import { trayMenu, trayTooltip } from '../../../main/desktop/tray/tray-menu.ts';
import { trayPictures, trayState } from '../../../main/desktop/tray/tray-state.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';
import type { Attention } from '../../../shared/sync/attention.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { epochMs } from '../../../shared/time.ts';

const ko = createTranslate('ko');
const en = createTranslate('en');

function sync(change: {
  transport?: Record<string, number>;
  phase?: SyncState['gate']['phase'];
  grade?: SyncState['central']['grade'];
  troubles?: SyncState['troubles'];
  mode?: SyncState['mode'];
}): SyncState {
  const counts: SyncState['counts'] = {
    transport: {
      draft: 0,
      invalid: 0,
      held: 0,
      queued: 0,
      recheck: 0,
      sending: 0,
      unconfirmed: 0,
      processing: 0,
      acknowledged: 0,
      refused: 0,
      cancelled: 0,
      'filed-elsewhere': 0,
      ...change.transport,
    },
    customs: Object.assign(Object.create(null)),
  };
  return {
    now: epochMs(1),
    mode: change.mode ?? 'real',
    office: null,
    counts,
    oldestQueuedAt: null,
    oldestUnconfirmedAt: null,
    nearestDeadline: null,
    gate: { phase: change.phase ?? 'open', nextTryAt: null, intervalMs: 0, inFlight: false },
    central: {
      grade: change.grade ?? 'working',
      since: null,
      lastSuccessAt: null,
      lastFailure: null,
      latencyMs: null,
      ownWord: null,
    },
    lastReceiptAt: null,
    troubles: change.troubles ?? [],
  };
}

describe('the tray', () => {
  const full = { code: 'disk-full', params: {} } as const;
  test.each<[string, ReturnType<typeof trayState>, string, string]>([
    ['before the engine has spoken', trayState(null, true), 'calm', 'starting'],
    ['no engine', trayState(sync({}), false), 'trouble', 'engineStopped'],
    ['nothing to send', trayState(sync({}), true), 'calm', 'calm'],
    ['some wait', trayState(sync({ transport: { queued: 2 } }), true), 'waiting', 'waiting'],
    [
      'an answer is missing',
      trayState(sync({ transport: { unconfirmed: 1 } }), true),
      'waiting',
      'waiting',
    ],
    ['customs is slow', trayState(sync({ grade: 'slow' }), true), 'slow', 'slow'],
    ['customs is unsteady', trayState(sync({ grade: 'unsteady' }), true), 'slow', 'slow'],
    ['customs is gone', trayState(sync({ grade: 'stopped' }), true), 'stopped', 'stopped'],
    [
      'credentials are refused',
      trayState(sync({ phase: 'not-allowed', grade: 'stopped' }), true),
      'trouble',
      'notAllowed',
    ],
    ['no gateway', trayState(sync({ phase: 'no-gateway' }), true), 'calm', 'noGateway'],
    [
      'the disk is full, and customs gone',
      trayState(sync({ troubles: [full], grade: 'stopped' }), true),
      'trouble',
      'trouble',
    ],
    ['the engine cannot write', trayState(sync({ phase: 'paused' }), true), 'trouble', 'trouble'],
  ])('%s', (_what, state, picture, word) => {
    expect(state).toMatchObject({ picture, word });
  });

  const waiting = trayState(
    sync({
      mode: 'practice',
      transport: { queued: 11, sending: 1, unconfirmed: 3, refused: 1, recheck: 1 },
    }),
    true,
  );

  test('counts every filing that is open on our side, once, under what becomes of it', () => {
    // One, two, four and so on: each sum tells which states are in it.
    const states = ['queued', 'sending', 'unconfirmed', 'processing', 'refused', 'recheck'];
    const all = [...states, 'invalid', 'draft', 'held', 'acknowledged', 'filed-elsewhere'];
    const transport = Object.fromEntries(all.map((state, at) => [state, 2 ** at]));
    expect(trayState(sync({ transport }), true)).toMatchObject({
      waiting: 1 + 2,
      unconfirmed: 4 + 8,
      person: 16 + 32 + 64,
    });
  });

  test('says in its tooltip what it shows, and how much waits, in both languages', () => {
    expect(trayTooltip(ko, waiting)).toBe(
      '나루 [연습] · 보내는 중\n대기 12건\n응답 없음 3건\n확인 필요 2건',
    );
    expect(trayTooltip(en, waiting)).toBe(
      'Naru [practice] · Sending\n12 waiting\n3 without an answer\n2 to check',
    );
    expect(trayTooltip(ko, trayState(sync({}), true))).toBe('나루 · 보낼 신고 없음');
  });

  test('no tooltip is longer than Windows shows', () => {
    for (const language of languages)
      for (const grade of ['stopped', 'slow', 'working'] as const) {
        const transport = { queued: 999_999, unconfirmed: 999_999, refused: 999_999 };
        const state = trayState(sync({ grade, transport, mode: 'practice' }), true);
        const tooltip = trayTooltip(createTranslate(language), state);
        expect(tooltip.length).toBeLessThanOrEqual(127);
        // Whole, not cut off.
        expect(tooltip).toContain('999999');
        expect(tooltip.split('\n')).toHaveLength(4);
      }
  });

  test('its menu leads to what it counts', () => {
    const acts: unknown[] = [];
    const template = toTemplate(trayMenu(ko, waiting), (does) => acts.push(does));
    expect(template[0]).toEqual({ label: '보내는 중', enabled: false });
    for (const { click } of template) click?.();
    expect(acts).toEqual([
      { is: 'go', address: '#/filings/queued' },
      { is: 'go', address: '#/filings/unconfirmed' },
      { is: 'go', address: '#/filings/attention' },
      { is: 'show' },
      { is: 'open-files' },
      { is: 'go', address: '#/settings' },
      { is: 'quit' },
    ]);
  });

  test('its pictures lie as files, as they are drawn, each with a shape of its own', () => {
    const pictures = join(import.meta.dirname, '../../../main/desktop/tray/pictures');
    const templates = new Set<string>();
    for (const { name, picture, size, isTemplate } of pictureFiles) {
      const drawn = drawPicture(picture, size, isTemplate);
      expect(readFileSync(join(pictures, name)).equals(drawn), name).toBe(true);
      if (isTemplate && size === 16) templates.add(drawn.toString('base64'));
    }
    // Without any colour they differ still.
    expect(templates.size).toBe(trayPictures.length);
    for (const platform of ['linux', 'win32', 'darwin'])
      for (const picture of trayPictures)
        expect(existsSync(join(pictures, pictureName(picture, platform)))).toBe(true);
  });
});

const attention = (kind: Attention['kind'], level: Attention['level'] = 'warn'): News => ({
  is: 'attention',
  attention: { at: epochMs(1), kind, level, ko: '말', en: 'word' },
});

describe('notices of the system', () => {
  const at = { t: ko, language: 'ko', isInFront: false, wish: 'all' } as const;

  test.each([
    ['grade', '#/incidents'],
    ['deadline', '#/deadlines'],
    ['person', '#/filings/attention'],
    ['age', '#/unanswered'],
  ] as const)('a click on one of %s leads to %s', (kind, address) => {
    expect(toldOutside(attention(kind), at)).toMatchObject({ body: '말', address });
  });

  test('in the language of the interface', () => {
    expect(toldOutside(attention('age'), { ...at, t: en, language: 'en' })?.body).toBe('word');
  });

  test('not while the window is in front, nor where none are wanted', () => {
    for (const news of [attention('grade', 'insist'), { is: 'engine-crashed' } as const]) {
      expect(toldOutside(news, { ...at, isInFront: true })).toBeNull();
      expect(toldOutside(news, { ...at, wish: 'none' })).toBeNull();
    }
  });

  test('only pressing ones where only those are wanted', () => {
    const pressing = { ...at, wish: 'pressing' } as const;
    expect(toldOutside(attention('grade', 'warn'), pressing)).toBeNull();
    expect(toldOutside({ is: 'engine-crashed' }, pressing)).toBeNull();
    expect(toldOutside(attention('deadline', 'insist'), pressing)).toMatchObject({
      isPressing: true,
    });
    expect(toldOutside({ is: 'engine-keeps-crashing' }, pressing)).not.toBeNull();
  });

  test('what comes of the own doing is said always', () => {
    for (const news of [{ is: 'went-to-tray' }, { is: 'ending', seconds: 25 }] as const)
      expect(toldOutside(news, { ...at, isInFront: true, wish: 'none' })).not.toBeNull();
    expect(toldOutside({ is: 'ending', seconds: 25 }, at)?.body).toContain('25초');
  });
});

describe('menus', () => {
  const all = (entries: readonly MenuEntry[]): Exclude<MenuEntry, 'line'>[] =>
    entries.flatMap((entry) => (entry === 'line' ? [] : [entry, ...all(entry.entries ?? [])]));

  test.each(['win32', 'linux', 'darwin'])(
    'on %s each key has one meaning, and every entry words',
    (platform) => {
      for (const t of [ko, en]) {
        const entries = all(appMenu(t, platform));
        const keys = entries.map((entry) => entry.keys).filter((key) => key !== undefined);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { label } of entries) expect(label).not.toMatch(/^(desktop|screens)\.|^$/);
      }
      expect(all(appMenu(ko, platform)).map(({ label }) => label)).not.toEqual(
        all(appMenu(en, platform)).map(({ label }) => label),
      );
    },
  );

  test('leads outside only where a window may lead', () => {
    const outside = all(appMenu(ko, 'linux')).map(({ does }) => does);
    for (const does of outside)
      if (does?.is === 'outside') expect(externalAddress(does.address)).not.toBeNull();
  });

  const flags = {
    canUndo: true,
    canRedo: false,
    canCut: true,
    canCopy: true,
    canPaste: true,
    canSelectAll: true,
  };
  test('the second button offers what can be done there', () => {
    const field = { isEditable: true, selectionText: '', editFlags: flags };
    expect(all(contextMenu(ko, field)).map(({ role, isEnabled }) => [role, isEnabled])).toEqual([
      ['undo', true],
      ['redo', false],
      ['cut', true],
      ['copy', true],
      ['paste', true],
      ['selectAll', true],
    ]);
    const text = { ...field, isEditable: false, selectionText: '1234526000123M' };
    expect(all(contextMenu(ko, text)).map(({ label }) => label)).toEqual(['복사']);
    expect(contextMenu(ko, { ...text, selectionText: ' ' })).toEqual([]);
  });
});
