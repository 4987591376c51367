import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerHostCall, type HostHandlers } from '../../main/desktop/answer-host-call.ts';
import { createWindowFace } from '../../main/desktop/window-face.ts';
import { usualDesktop, type HostEvent, type HostOutput } from '../../shared/desktop/host-calls.ts';
import { serveEngine } from '../../shared/port/index.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import { greenThings } from './look-at-page.ts';
import { openTheatre, type OpenOptions, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

/** Puts one side of `window.naru` into the page; runs there. */
function installLine({ ask, tell, host }: { ask: string; tell: string; host: boolean }): void {
  const heard = new Set<(event: unknown) => void>();
  Reflect.set(globalThis, tell, (event: unknown) => {
    for (const handler of heard) handler(event);
  });
  const line = {
    async call(name: string, input: unknown) {
      const answer = await Reflect.get(globalThis, ask)(name, input);
      if (Array.isArray(answer.value?.bytes))
        answer.value.bytes = new Uint8Array(answer.value.bytes);
      return answer;
    },
    subscribe(handler: (event: unknown) => void) {
      heard.add(handler);
      return () => heard.delete(handler);
    },
  };
  const naru = Reflect.get(globalThis, 'naru') ?? {};
  Reflect.set(globalThis, 'naru', host ? { ...naru, host: line } : { ...naru, ...line });
}

/** Bytes cross the line into the page as a list. */
const asList = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? [...value] : value;

interface Shown {
  page: Page;
  engine: FakeEngine;
  /** What the page asked of the host, in order. */
  asked: { name: string; input: unknown }[];
  tell(event: HostEvent): Promise<void>;
}

/** The page as the desktop host shows it: with a host beside the engine. */
async function show(
  options: OpenOptions,
  files: HostOutput<'desktop.nextFile'>[] = [],
): Promise<Shown> {
  const asked: Shown['asked'] = [];
  let settings = usualDesktop;
  const handlers: HostHandlers = {
    'desktop.get': () => ({ settings, can: { openAtLogin: true, notify: true } }),
    'desktop.set': (next) => {
      settings = next;
      return {};
    },
    'desktop.language': () => ({}),
    'desktop.network': () => ({}),
    'desktop.nextFile': () => files.shift() ?? { is: 'none' },
    'desktop.endNow': () => ({}),
  };
  const { page, engine } = await theatre.open({
    ...options,
    before: async (context, engine) => {
      const tellPage = (to: 'tellEngine' | 'tellHost', event: unknown): void => {
        const [page] = context.pages();
        // A page that is closing hears nothing any more.
        page
          ?.evaluate(([name, told]) => Reflect.get(globalThis, name)(told), [to, event] as const)
          .catch(() => {});
      };
      const face = createWindowFace((event) => tellPage('tellEngine', event));
      serveEngine(face.port, engine.service);
      await context.exposeFunction('askEngine', face.call);
      await context.exposeFunction('askHost', async (name: string, input: unknown) => {
        asked.push({ name, input });
        const answer = await answerHostCall(handlers, name, input);
        return JSON.parse(JSON.stringify(answer, asList));
      });
      await context.addInitScript(installLine, {
        ask: 'askEngine',
        tell: 'tellEngine',
        host: false,
      });
      await context.addInitScript(installLine, { ask: 'askHost', tell: 'tellHost', host: true });
    },
  });
  return {
    page,
    engine,
    asked,
    tell: (event) => page.evaluate((told) => Reflect.get(globalThis, 'tellHost')(told), event),
  };
}

const pictures = join(import.meta.dirname, '../../artifacts/screenshots');
const certificates = join(import.meta.dirname, '../fixtures/certificates');

const card = (page: Page, title: string) => page.getByRole('region', { name: title });

const settings = { count: 5, at: '#/settings' } as const;

describe('what is set for this computer', () => {
  test('is offered by the desktop host alone, and holds at once', async () => {
    const browser = await theatre.open(settings);
    await card(browser.page, '사무소 정보').waitFor();
    await card(browser.page, '이 컴퓨터').getByText('지금은 브라우저로 열려 있습니다.').waitFor();

    const { page, asked } = await show(settings);
    const own = card(page, '이 컴퓨터');
    await own.getByText('직접 열 때만 시작합니다. (기본값)').waitFor();
    await own
      .getByRole('radiogroup', { name: '로그인할 때 시작' })
      .getByText('예', { exact: true })
      .click();
    await own.getByText('트레이에서 조용히 시작해').waitFor();
    await own.getByText('끝내기', { exact: true }).click();
    await own.getByText('급한 것만').click();
    await expect
      .poll(() => asked.findLast(({ name }) => name === 'desktop.set')?.input)
      .toEqual({ openAtLogin: true, closeToTray: false, notifications: 'pressing' });
  });

  test('the language of menus and tray follows the one of the interface', async () => {
    const { page, asked } = await show({ count: 5 });
    await page.getByText('English').click();
    const told = () =>
      asked.filter(({ name }) => name === 'desktop.language').map(({ input }) => input);
    await expect.poll(told).toContainEqual({ language: 'ko' });
    await expect.poll(() => told().at(-1)).toEqual({ language: 'en' });
  });
});

describe('what the host tells', () => {
  test('a screen is opened, a crash is said until it is put away, an end can be hurried', async () => {
    const { page, asked, tell } = await show({ count: 5 });
    await tell({ is: 'go', address: '#/health' });
    await page.getByRole('heading', { name: '통로 상태' }).first().waitFor();
    await tell({ is: 'remark', remark: 'page-crashed' });
    const bar = page.getByText('화면이 꺼져 다시 열었습니다.');
    await bar.waitFor();
    await page.getByRole('button', { name: '닫기' }).click();
    await bar.waitFor({ state: 'detached' });
    await tell({ is: 'ending', seconds: 25 });
    await page.getByText('최대 25초').waitFor();
    await page.getByRole('button', { name: '지금 끝내기' }).click();
    await expect.poll(() => asked.some(({ name }) => name === 'desktop.endNow')).toBe(true);
  });

  test('files that were opened with Naru are taken in, and what cannot be is said', async () => {
    const bytes = new Uint8Array(Buffer.from('신고'));
    const { page, engine, tell } = await show({ count: 5 }, [
      { is: 'file', name: '처음.csv', bytes },
    ]);
    await page.getByText('처음.csv').first().waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'intake.begin')?.input).toEqual({
      name: '처음.csv',
      size: bytes.byteLength,
    });
    expect(page.url()).toContain('#/intake');
    await tell({ is: 'files' });
    await page.getByText('처음.csv').first().waitFor();
  });

  test('a file that cannot be read is named', async () => {
    const problem = {
      code: 'file-unreadable',
      params: { name: '없음.csv', detail: 'ENOENT' },
    } as const;
    const { page } = await show({ count: 5 }, [{ is: 'refused', problem }]);
    await page.getByText('파일을 읽을 수 없습니다: 없음.csv').waitFor();
  });
});

const real = async (options: Partial<OpenOptions> = {}) => {
  const shown = await show({ ...settings, ...options });
  shown.engine.setSync(() => ({ mode: 'real' }));
  return shown;
};

describe('the way out of the office', () => {
  test('is by the system’s proxy until another is set; the password is never read', async () => {
    const { page, engine } = await real();
    const way = card(page, '프록시와 인증서');
    await way.getByText('자동 구성 스크립트 포함').waitFor();
    await way.getByText('직접 입력').click();
    await way.getByRole('textbox', { name: '프록시 주소' }).fill('proxy.office');
    await way.getByRole('button', { name: '저장' }).click();
    await way.getByText('로 시작하는 주소와 포트만 적으세요.').waitFor();
    await way.getByRole('textbox', { name: '프록시 주소' }).fill('http://proxy.office:8080');
    await way.getByRole('textbox', { name: '사용자 이름' }).fill('naru');
    await way.getByLabel('비밀번호').fill('secret');
    await way.getByRole('button', { name: '저장' }).click();
    await way.getByText('저장했습니다.').waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'connection.setProxy')?.input).toEqual({
      is: 'address',
      address: 'http://proxy.office:8080',
      user: 'naru',
      password: 'secret',
    });
    await way.getByRole('button', { name: '연결 시험' }).click();
    await way.getByText('중앙시스템에 닿았습니다(http://proxy.office:8080).').waitFor();
  });

  test('a certificate is chosen with its passphrase; a wrong one is said', async () => {
    const { page, engine } = await real();
    const way = card(page, '프록시와 인증서');
    const choose = async (...names: string[]) => {
      const chooser = page.waitForEvent('filechooser');
      await way.getByRole('button', { name: '파일 고르기…' }).click();
      await (await chooser).setFiles(names.map((name) => join(certificates, name)));
    };
    await choose('client.pem');
    await way.getByRole('button', { name: '저장' }).last().click();
    await way.getByText('PFX 파일 하나, 또는 인증서와 개인키 PEM 두 개를 고르세요.').waitFor();
    await choose('client.pfx');
    await way.getByLabel('인증서 암호').fill('wrong');
    await way.getByRole('button', { name: '저장' }).last().click();
    await way.getByText('인증서 파일(client.pfx)이 열리지 않습니다').waitFor();
    await choose('client.key', 'client.pem');
    await way.getByLabel('인증서 암호').fill('naru');
    await way.getByRole('button', { name: '저장' }).last().click();
    await way.getByText('CN=나루관세사무소').waitFor();
    expect(
      engine.calls.findLast(({ name }) => name === 'connection.setCertificate')?.input,
    ).toMatchObject({
      certificate: {
        is: 'pem',
        passphrase: 'naru',
        certificate: readFileSync(join(certificates, 'client.pem')).toString('base64'),
        key: readFileSync(join(certificates, 'client.key')).toString('base64'),
      },
    });
    await way.getByRole('button', { name: '인증서 지우기' }).click();
    await way.getByText('쓰지 않습니다.').waitFor();
  });

  test('own authorities are chosen from a file; one that vouches for nobody is said', async () => {
    const { page, engine } = await real();
    const way = card(page, '프록시와 인증서');
    const choose = async (name: string) => {
      const chooser = page.waitForEvent('filechooser');
      await way.getByRole('button', { name: '인증기관 고르기…' }).click();
      await (await chooser).setFiles(join(certificates, name));
    };
    await way.getByText('정하지 않았습니다.').waitFor();
    await choose('server.pem');
    await way.getByText('server.pem의 인증서(CN=gateway.example)는 인증기관').waitFor();
    await choose('ca.pem');
    await way.getByText('ca.pem · 인증서 1개').waitFor();
    await way.getByText('CN=나루 사내 보안 인증기관 · 2031-11-25까지').waitFor();
    expect(
      engine.calls.findLast(({ name }) => name === 'connection.setAuthorities')?.input,
    ).toEqual({
      authorities: {
        name: 'ca.pem',
        file: readFileSync(join(certificates, 'ca.pem')).toString('base64'),
      },
    });
    await page.screenshot({ path: join(pictures, '사내-인증기관.png') });
    await way.getByRole('button', { name: '인증기관 지우기' }).click();
    await way.getByText('정하지 않았습니다.').waitFor();
  });

  test.each([
    ['ko', 'light'],
    ['en', 'dark'],
  ] as const)('looks right in %s, %s', async (language, theme) => {
    const { page, tell } = await real({ language, theme, size: { width: 1440, height: 1500 } });
    await tell({ is: 'remark', remark: 'engine-crashed' });
    await tell({ is: 'ending', seconds: 25 });
    await card(page, language === 'ko' ? '이 컴퓨터' : 'This computer').waitFor();
    await card(page, language === 'ko' ? '프록시와 인증서' : 'Proxy and certificates').waitFor();
    await page.screenshot({ path: join(pictures, `이-컴퓨터-${language}-${theme}.png`) });
    expect(await page.evaluate(greenThings)).toEqual({ elsewhere: [], released: false });
  });
});
