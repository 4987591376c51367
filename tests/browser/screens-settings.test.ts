import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const last = (engine: FakeEngine, name: string): unknown =>
  engine.calls.findLast((call) => call.name === name)?.input;

const card = (page: Page, title: string) => page.getByRole('region', { name: title });
const save = (page: Page, title: string) =>
  card(page, title).getByRole('button', { name: '저장', exact: true });

describe('the settings', () => {
  test('name the field that is wrong and its cure, and say saved only when it is', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const declarant = page.getByRole('textbox', { name: '신고인부호' });
    await declarant.fill('12');
    await save(page, '사무소 정보').click();
    await page.getByText('영문 대문자와 숫자 다섯 자리로 적으세요.').waitFor();
    expect(engine.calls.some(({ name }) => name === 'office.set')).toBe(false);
    await declarant.fill('ab123');
    await save(page, '사무소 정보').click();
    await card(page, '사무소 정보').getByText('저장했습니다.').waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'office.set')?.input).toMatchObject({
      declarant: 'AB123',
    });
  });

  test('explain what changes before the mode is real', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    await page.getByRole('button', { name: '실제 업무로 옮기기' }).click();
    const dialog = page.getByRole('dialog', { name: '실제 업무 모드로 옮길까요?' });
    await dialog.getByRole('button', { name: '연습에 머물기' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(engine.calls.some(({ name }) => name === 'mode.set')).toBe(false);
    await page.getByRole('button', { name: '실제 업무로 옮기기' }).click();
    await dialog.getByRole('button', { name: '실제 업무로 옮기기' }).click();
    await page
      .getByText('실제 세관으로 아무것도 전송되지 않습니다.')
      .waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: '주소' }).waitFor();
  });
});

describe('the way that filings go out', () => {
  test('is through folders once they have been checked and saved', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    engine.setSync(() => ({ mode: 'real' }));
    const gateway = card(page, '중앙시스템 연결');
    await gateway.getByText('아직 정하지 않았습니다.').waitFor();
    await gateway.getByRole('radio', { name: '폴더로 주고받기' }).click();
    await save(page, '중앙시스템 연결').click();
    await gateway.getByText('폴더 경로를 적으세요.').waitFor();
    expect(last(engine, 'gateway.set')).toBeUndefined();

    await gateway.getByRole('textbox', { name: '송신 폴더' }).fill('C:\\send\\missing');
    await gateway
      .getByRole('textbox', { name: '수신 폴더', exact: true })
      .fill('C:\\recv\n\\\\server\\recv');
    await gateway.getByRole('button', { name: '폴더 확인' }).click();
    await gateway.getByText('폴더가 없습니다.').waitFor();
    await gateway.getByRole('textbox', { name: '송신 폴더' }).fill('C:\\send');
    await gateway.getByRole('button', { name: '폴더 확인' }).click();
    await gateway.getByText('모든 폴더를 쓸 수 있습니다.').waitFor();
    await gateway.getByRole('radio', { name: 'CP949' }).click();
    await save(page, '중앙시스템 연결').click();
    await expect
      .poll(() => last(engine, 'gateway.set'))
      .toMatchObject({
        is: 'folder',
        folders: {
          sendFolder: 'C:\\send',
          sentFolder: null,
          receiveFolders: ['C:\\recv', '\\\\server\\recv'],
          encoding: 'cp949',
        },
      });
  });

  test('is an address with a token that is not shown again', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    engine.setSync(() => ({ mode: 'real' }));
    const gateway = card(page, '중앙시스템 연결');
    await gateway.getByRole('textbox', { name: '주소' }).fill('https://van.example/kcs');
    await gateway.getByLabel('인증 토큰').fill('secret-token');
    await save(page, '중앙시스템 연결').click();
    await gateway.getByText('저장되어 있습니다. 비워 두면 그대로 둡니다.').waitFor();
    expect(await gateway.getByLabel('인증 토큰').inputValue()).toBe('');
    expect(last(engine, 'gateway.set')).toEqual({
      is: 'http',
      url: 'https://van.example/kcs',
      token: 'secret-token',
    });
    await save(page, '중앙시스템 연결').click();
    await expect.poll(() => last(engine, 'gateway.set')).toMatchObject({ token: null });
  });
});

describe('the checks before sending', () => {
  test('say what each choice leads to, and are kept as chosen', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const freshness = card(page, '보내기 전 확인');
    await freshness.getByText('바뀐 값을 사람이 보고 보낼 때까지 기다립니다.').waitFor();
    await freshness.getByRole('radio', { name: '다시 계산해 바로 보내기' }).click();
    await freshness.getByText('사람을 기다리지 않고 보냅니다.').waitFor();
    await freshness.getByRole('textbox').fill('2000');
    await save(page, '보내기 전 확인').click();
    await freshness.getByText('0에서 1440까지의 숫자를 적으세요.').waitFor();
    expect(last(engine, 'freshness.set')).toBeUndefined();
    await freshness.getByRole('textbox').fill('5');
    await save(page, '보내기 전 확인').click();
    await freshness.getByText('저장했습니다.').waitFor();
    expect(last(engine, 'freshness.set')).toEqual({
      whenRecomputed: 'send',
      whenPcccUnchecked: 'wait',
      whenRateUnchecked: 'send',
      whenDeadlinePassed: 'send',
      pcccFreshMinutes: 5,
    });
  });
});

describe('the keys of the open API', () => {
  test('are set, replaced and removed one by one, and never shown', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    await card(page, '유니패스 공개 API 인증키').getByText('연습용 조회 서비스').waitFor();
    engine.setSync(() => ({ mode: 'real' }));
    const keys = card(page, '유니패스 공개 API 인증키');
    await keys.getByRole('button', { name: '관세환율: 넣기' }).click();
    await keys.getByRole('button', { name: '저장' }).first().click();
    await keys.getByText('인증키를 적으세요.').waitFor();
    await keys.getByLabel('관세환율 인증키').fill('k-123');
    await keys.getByRole('button', { name: '저장' }).first().click();
    await keys.getByRole('button', { name: '관세환율: 바꾸기' }).waitFor();
    expect(last(engine, 'openApi.setKey')).toEqual({ api: 'API012', key: 'k-123' });
    expect(await page.content()).not.toContain('k-123');
    await keys.getByRole('button', { name: '관세환율: 지우기' }).click();
    await keys.getByRole('button', { name: '관세환율: 넣기' }).waitFor();
    expect(last(engine, 'openApi.setKey')).toEqual({ api: 'API012', key: null });
  });
});

describe('the number ranges', () => {
  test('are added, changed and taken out, and the gaps have their reasons', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const ranges = card(page, '신고번호 범위');
    await ranges.getByText('다 씀').waitFor();
    await ranges.getByRole('button', { name: '범위 더하기' }).click();
    await save(page, '신고번호 범위').click();
    await ranges.getByText('1에서 999999까지의 처음과 끝을 적으세요.').waitFor();
    expect(last(engine, 'numbers.set')).toBeUndefined();
    await ranges.getByRole('textbox', { name: '4번째 범위의 처음' }).fill('900,000');
    await ranges.getByRole('textbox', { name: '4번째 범위의 끝' }).fill('999999');
    await ranges.getByRole('button', { name: '2번째 범위 빼기' }).click();
    await save(page, '신고번호 범위').click();
    await ranges.getByText('저장했습니다.').waitFor();
    expect(calls['numbers.set'].input.parse(last(engine, 'numbers.set')).ranges).toEqual([
      { desk: 'A', letter: 'M', first: 1, last: 499_999 },
      { desk: 'A', letter: 'X', first: 1, last: 999_999 },
      { desk: 'A', letter: 'M', first: 900_000, last: 999_999 },
    ]);
    await ranges.getByRole('button', { name: '쓰지 않은 번호 보기' }).click();
    for (const why of ['가져오기를 되돌림', '보내기 전에 새 번호로 바꿈', '보내기 전에 취소함'])
      await ranges.getByText(why).waitFor();
  });
});
