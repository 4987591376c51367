import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerHostCall, type HostHandlers } from '../../../main/desktop/answer-host-call.ts';
import { crashGuard, pageGuard } from '../../../main/desktop/crash-guard.ts';
import { languageOf, openDesktopMemory } from '../../../main/desktop/desktop-state.ts';
import { openEnding, settleMs } from '../../../main/desktop/ending.ts';
import { filesGiven, openGivenFiles } from '../../../main/desktop/files-given.ts';
import { autostartEntry, loginItem } from '../../../main/desktop/login-item.ts';
import { appMenu, contextMenu } from '../../../main/desktop/menu/app-menu.ts';
import { toTemplate, type MenuEntry } from '../../../main/desktop/menu/menu-entry.ts';
import { externalAddress } from '../../../main/desktop/policy.ts';
import { endExpectedMs, followPower, followSession } from '../../../main/desktop/power.ts';
import { toldOutside, type News } from '../../../main/desktop/told.ts';
import { drawPicture } from '../../../main/desktop/tray/draw-picture.ts';
import { pictureFiles, pictureName } from '../../../main/desktop/tray/picture-files.ts';
import { trayMenu, trayTooltip } from '../../../main/desktop/tray/tray-menu.ts';
import { trayPictures, trayState } from '../../../main/desktop/tray/tray-state.ts';
import { placeWindow } from '../../../main/desktop/window-state.ts';
import { usualDesktop } from '../../../shared/desktop/host-calls.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';
import type { Attention } from '../../../shared/sync/attention.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { epochMs } from '../../../shared/time.ts';

const ko = createTranslate('ko');
const en = createTranslate('en');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'naru-desktop-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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

describe('notices of the system', () => {
  const attention = (kind: Attention['kind'], level: Attention['level'] = 'warn'): News => ({
    is: 'attention',
    attention: { at: epochMs(1), kind, level, ko: '말', en: 'word' },
  });
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

describe('files that are opened with Naru', () => {
  test('are found among the arguments, wherever it was called', () => {
    expect(
      filesGiven(
        [
          '/opt/naru/naru.xlsx',
          '--hidden',
          '--allow-file-access',
          'a.XLSX',
          '/b/c.csv',
          'https://x/y.xml',
          'naru://z.xml',
          'readme.md',
          '.',
          '신고.xml',
        ],
        '/home/broker',
      ),
    ).toEqual(['/home/broker/a.XLSX', '/b/c.csv', '/home/broker/신고.xml']);
  });

  test('are handed over one by one, by name and bytes alone', async () => {
    let added = 0;
    const files = openGivenFiles(() => {
      added += 1;
    });
    writeFileSync(join(folder, 'a.csv'), '가,나');
    mkdirSync(join(folder, 'b.xml'));
    files.add([join(folder, 'a.csv'), join(folder, 'b.xml'), join(folder, 'gone.csv')]);
    files.add([]);
    files.add([join(folder, 'a.csv')]);
    expect(added).toBe(1);
    const bytes = new Uint8Array(Buffer.from('가,나'));
    expect(await files.next()).toEqual({ is: 'file', name: 'a.csv', bytes });
    const refused = (name: string, detail: string) => ({
      is: 'refused',
      problem: { code: 'file-unreadable', params: { name, detail } },
    });
    expect(await files.next()).toEqual(refused('b.xml', 'EISDIR'));
    expect(await files.next()).toEqual(refused('gone.csv', 'ENOENT'));
    expect(await files.next()).toEqual({ is: 'none' });
  });
});

describe('opening at login', () => {
  const surroundings = { configFolder: '', program: '/opt/Naru 1/naru', isPackaged: true };
  const never = {
    setLoginItemSettings: () => expect.unreachable(),
    getLoginItemSettings: () => expect.unreachable(),
  };

  test('on Linux an autostart entry comes and goes', () => {
    const item = loginItem(never, { ...surroundings, configFolder: folder, platform: 'linux' });
    const path = join(folder, 'autostart', 'naru.desktop');
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('Exec="/opt/Naru 1/naru" --hidden\n');
    item.set(false);
    item.set(false);
    expect(existsSync(path)).toBe(false);
  });

  test('a program whose path is odd is quoted as the specification has it', () => {
    expect(autostartEntry('/o/100%/a"b$c')).toContain('Exec="/o/100%%/a\\\\"b\\\\$c" --hidden\n');
  });

  test('on Windows it starts hidden, on macOS the system says so', () => {
    const told: unknown[] = [];
    const app = {
      setLoginItemSettings: (settings: unknown) => void told.push(settings),
      getLoginItemSettings: () => ({ openAtLogin: true }),
    };
    for (const platform of ['win32', 'darwin'])
      loginItem(app, { ...surroundings, platform }).set(true);
    expect(told).toEqual([{ openAtLogin: true, args: ['--hidden'] }, { openAtLogin: true }]);
  });

  test('what runs from its sources does not offer it', () => {
    expect(
      loginItem(never, { ...surroundings, platform: 'linux', isPackaged: false }).isOffered,
    ).toBe(false);
  });
});

describe('what the host keeps', () => {
  test('is as usual at first, kept, and as usual again where the file is spoilt', () => {
    const path = join(folder, 'deep', 'desktop.json');
    const memory = openDesktopMemory(path);
    expect(memory.get()).toEqual({ settings: usualDesktop, language: null, toldOfTray: false });
    expect(usualDesktop).toEqual({ openAtLogin: false, closeToTray: true, notifications: 'all' });
    memory.change({ language: 'en', toldOfTray: true });
    expect(openDesktopMemory(path).get()).toMatchObject({ language: 'en', toldOfTray: true });
    writeFileSync(path, '{"settings":{}}');
    expect(openDesktopMemory(path).get().settings).toEqual(usualDesktop);
  });

  test.each([
    [null, 'ko-KR', 'ko'],
    [null, 'en-GB', 'en'],
    [null, 'ja', 'ko'],
    ['en', 'ko-KR', 'en'],
  ] as const)('language %j on a system of %s: %s', (language, locale, is) => {
    expect(languageOf({ settings: usualDesktop, language, toldOfTray: false }, locale)).toBe(is);
  });
});

test('a page that keeps failing is not loaded for ever', () => {
  const guard = crashGuard(pageGuard);
  expect([0, 1000, 2000, 3000].map((at) => guard.crashed(at))).toEqual([
    'again',
    'again',
    'again',
    'enough',
  ]);
  guard.forgive();
  expect(guard.crashed(4000)).toBe('again');
  expect([70_000, 140_000, 210_000, 280_000].map((at) => guard.crashed(at))).toEqual([
    'again',
    'again',
    'again',
    'again',
  ]);
});

describe('the end of the program', () => {
  function means() {
    const did: string[] = [];
    const timers: (() => void)[] = [];
    const state = { isInFlight: true, closed: Promise.withResolvers<void>() };
    const ending = openEnding({
      isInFlight: () => state.isInFlight,
      hold: () => did.push('hold'),
      tell: (seconds) => did.push(`tell ${seconds}`),
      closeEngine() {
        did.push('close');
        return state.closed.promise;
      },
      quit: () => did.push('quit'),
      after(ms, task) {
        expect(ms).toBe(settleMs);
        timers.push(task);
        return () => timers.splice(timers.indexOf(task), 1);
      },
    });
    return { did, timers, state, ending };
  }

  test('without anything on its way it ends in order at once', async () => {
    const { did, state, ending } = means();
    state.isInFlight = false;
    expect(ending.asked()).toBe(false);
    expect(did).toEqual(['hold', 'close']);
    state.closed.resolve();
    await expect.poll(() => did.at(-1)).toBe('quit');
    expect(ending.asked()).toBe(true);
  });

  test('waits for the answer, says so, and ends when it has come', () => {
    const { did, timers, state, ending } = means();
    expect(ending.asked()).toBe(false);
    ending.settled();
    expect(did).toEqual(['hold', 'tell 25']);
    state.isInFlight = false;
    ending.settled();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
    expect(timers).toEqual([]);
  });

  test('has a limit', () => {
    const { did, timers, ending } = means();
    ending.asked();
    timers[0]?.();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
  });

  test('whoever asks twice, or says so, does not wait; it is closed once', () => {
    const { did, ending } = means();
    ending.asked();
    ending.asked();
    ending.asked();
    ending.now();
    expect(did).toEqual(['hold', 'tell 25', 'close']);
  });

  test('a computer that ends asks nobody', () => {
    const { did, ending } = means();
    ending.now();
    expect(did).toEqual(['close']);
  });
});

describe('power', () => {
  function heard() {
    const did: string[] = [];
    const tasks: (() => void)[] = [];
    const listeners = new Map<string, (event?: { preventDefault(): void }) => void>();
    const events = {
      on: (name: string, listener: (event?: { preventDefault(): void }) => void) =>
        listeners.set(name, listener),
    };
    const told = {
      hint: (hint: string) => void did.push(hint),
      end: () => void did.push('end'),
      after(ms: number, task: () => void) {
        expect(ms).toBe(endExpectedMs);
        tasks.push(task);
      },
    };
    return { did, tasks, listeners, events, told };
  }

  test('sleep, waking and unlocking are told; a shutdown is put off for an end in order', () => {
    const { did, listeners, events, told } = heard();
    followPower(events, told);
    for (const name of ['suspend', 'resume', 'unlock-screen']) listeners.get(name)?.();
    expect(did).toEqual(['asleep', 'awake', 'awake']);
    let isPutOff = false;
    listeners.get('shutdown')?.({ preventDefault: () => (isPutOff = true) });
    expect(isPutOff).toBe(true);
    expect(did.slice(3)).toEqual(['ending', 'end']);
  });

  test('on Windows the question holds, another program may object, and the end comes', () => {
    const { did, tasks, listeners, events, told } = heard();
    followSession(events, told);
    listeners.get('query-session-end')?.();
    tasks[0]?.();
    expect(did).toEqual(['ending', 'staying']);
    listeners.get('query-session-end')?.();
    listeners.get('session-end')?.();
    tasks[1]?.();
    expect(did).toEqual(['ending', 'staying', 'ending', 'end']);
  });
});

describe('calls of the page to the host', () => {
  const handlers: HostHandlers = {
    'desktop.get': () => ({ settings: usualDesktop, can: { openAtLogin: true, notify: true } }),
    'desktop.set': () => {
      throw new Error('/home/someone/secret');
    },
    'desktop.language': () => ({}),
    'desktop.network': () => ({}),
    'desktop.nextFile': () => ({ is: 'none' }),
    'desktop.endNow': () => ({}),
  };
  test.each([
    ['__proto__', {}, 'unknown-call'],
    ['constructor', {}, 'unknown-call'],
    [{ toString: 'desktop.get' }, {}, 'unknown-call'],
    ['sync.get', {}, 'unknown-call'],
    ['desktop.get', { more: 1 }, 'wrong-input'],
    ['desktop.language', { language: 'fr' }, 'wrong-input'],
    ['desktop.language', null, 'wrong-input'],
    ['desktop.set', { ...usualDesktop, openAtLogin: 'yes' }, 'wrong-input'],
    ['desktop.set', usualDesktop, 'internal'],
  ])('%j with %j: %s', async (name, input, code) => {
    const answer = await answerHostCall(handlers, name, input);
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
  test('what is right is answered', async () => {
    expect(await answerHostCall(handlers, 'desktop.nextFile', {})).toEqual({
      ok: true,
      value: { is: 'none' },
    });
  });
});

test('a window larger than its screen is now fits on it', () => {
  const screens = [{ x: 0, y: 0, width: 1280, height: 700 }];
  const bounds = { x: 100, y: 50, width: 1900, height: 1000 };
  expect(placeWindow({ bounds, maximized: false }, screens)).toEqual({
    x: 0,
    y: 0,
    width: 1280,
    height: 700,
  });
});
