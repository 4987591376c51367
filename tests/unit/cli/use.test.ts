import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { json, naru, startNaru, tempFolder } from './naru.ts';

const folder = tempFolder();

describe.concurrent('wrong use', () => {
  test.each([
    [['lst'], /모르는 명령입니다: lst\. 혹시 list 인가요\?/],
    [['list', '--colour'], /모르는 옵션입니다: --colour/],
    [['import'], /FILE 을\(를\) 적어야 합니다/],
    [['hold'], /NUMBER 을\(를\) 적어야 합니다/],
    [['run'], /--central 과 --folders 가운데 하나만/],
    [['status', '--data'], /옵션 --data <DIR> 뒤에 값이 없습니다/],
    [['list', '--transport', 'sent'], /--transport <S> 에 쓸 수 없는 값입니다: sent\. .*queued/],
    [['practice', '--port', 'x'], /옵션 --port <N> 의 값이 맞지 않습니다: x/],
    [['run', '--central', 'http://a', '--timeout', '0'], /--timeout <S> 의 값이 맞지 않습니다: 0/],
    [['status', 'too', 'much'], /너무 많습니다/],
    [['status', '--lang', 'fr'], /쓸 수 없는 값입니다: fr\. 쓸 수 있는 값: ko, en/],
    [['schema', '--example', 'return'], /쓸 수 없는 값입니다: return/],
    [['run', '--central', 'ftp://a', '--data', join(folder, 'a')], /--central: 중앙시스템 주소/],
    [['run', '--central', 'http://a', '--pacing', '{"x":1}'], /--pacing: /],
    [['run', '--central', 'http://a', '--practice'], /--practice: 실제 업무 모드에서만/],
  ])('%j ends with 2 and a Korean sentence', async (args, sentence) => {
    const ran = await naru(...args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(sentence);
    expect(ran.err).not.toMatch(/error:|    at /);
  });

  test('of a token that no header can hold ends with 2', async () => {
    const args = ['run', '--central', 'http://127.0.0.1:9', '--data', join(folder, 'token')];
    const ran = await startNaru(args, { env: { NARU_CENTRAL_TOKEN: '비밀' } }).ended;
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('NARU_CENTRAL_TOKEN') });
    expect(ran.err).not.toContain('비밀');
  });

  test('without a verb shows the verbs, in the language of the terminal', async () => {
    const korean = await naru();
    expect(korean).toMatchObject({
      code: 2,
      err: expect.stringMatching(/사용법:.*명령:.*import/s),
    });
    const help = startNaru(['--help'], { env: { LANG: 'en_US.UTF-8' } });
    expect(await help.ended).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Usage:.*Verbs:/s),
    });
  });

  test('tells a machine on stdout', async () => {
    const ran = await naru('lst', '--json', '--lang', 'en');
    expect(ran.code).toBe(2);
    expect(json(ran)).toMatchObject({
      error: { code: 'wrong-input', message: expect.stringContaining('no such verb: lst') },
    });
  });

  test.each([
    [['--declarant', '123', '--name', 'A', '--customs', '04010'], '--declarant'],
    [['--declarant', '1234가', '--name', 'A', '--customs', '04010'], '--declarant'],
    [['--declarant', '12345', '--name', ' ', '--customs', '04010'], '--name'],
    [['--declarant', '12345', '--name', 'A', '--customs', '서울'], '--customs'],
  ])('of init %j names the option and writes nothing', async (args, option) => {
    const data = join(folder, 'never');
    const ran = await naru('init', '--data', data, ...args);
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining(option) });
    expect(existsSync(data)).toBe(false);
  });
});

describe('before anything exists', () => {
  test('status, list and show make the folder, say so, and have nothing to show', async () => {
    const data = join(folder, 'new');
    const status = await naru('status', '--data', data);
    expect(status).toMatchObject({ code: 0, err: `새 자료 폴더를 만들었습니다: ${data}\n` });
    expect(status.out).toMatch(/사무소 +없음/);
    expect(await naru('list', '--data', data)).toEqual({
      code: 0,
      out: '',
      err: '신고가 없습니다.\n',
    });
    expect(await naru('show', '1234526000001M', '--data', data)).toEqual({
      code: 1,
      out: '',
      err: '찾을 수 없습니다: 1234526000001M\n',
    });
    const machine = await naru('status', '--data', data, '--json');
    expect(machine).toMatchObject({ code: 0, err: '' });
    expect(json(machine)).toMatchObject({ office: null, mode: 'real', nearestDeadline: null });
    const practice = await naru('list', '--data', data, '--practice');
    expect(practice).toMatchObject({ code: 0, out: '' });
  });

  test('verify says that there is nothing, and makes nothing', async () => {
    const data = join(folder, 'nowhere');
    expect(await naru('verify', data)).toMatchObject({
      code: 1,
      err: `찾을 수 없습니다: ${data}\n`,
    });
    expect(existsSync(data)).toBe(false);
  });
});

test('init keeps the office; a division that is left out is the whole office', async () => {
  const data = join(folder, 'office');
  const args = [
    'init',
    '--data',
    data,
    '--declarant',
    'ab123',
    '--name',
    '한결',
    '--customs',
    '040',
  ];
  expect(await naru(...args)).toMatchObject({
    code: 0,
    out: '사무소 정보를 저장했습니다: 한결 (AB123), 세관 04000\n',
  });
  const ran = await naru(...args, '--json');
  expect(json(ran)).toEqual({ declarant: 'AB123', name: '한결', customsOffice: '04000' });
  expect(readFileSync(join(data, 'naru.db')).includes('AB123')).toBe(false);
});
