import { describe, expect, test } from 'vitest';
import {
  judgeCourse,
  noticeKind,
  reduceAll,
  writeNotice,
  type NoticeFacts,
} from '../../../main/health/incidents/policy/index.ts';
import { gradesOf } from '../../../main/health/incidents/policy/grades-of.ts';
import type { Channel, ChannelState, GradeChange } from '../../../shared/sync/channels.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { at, ill, well } from './changes.ts';

function state(channel: Channel, grade: ChannelState['grade']): ChannelState {
  return {
    channel,
    grade,
    confidence: 'high',
    since: at(0),
    lastSuccessAt: null,
    lastFailure: null,
    latency: null,
    samples: 20,
  };
}
function incidentOf(changes: readonly GradeChange[]): Incident {
  const [course] = reduceAll(changes).courses;
  if (course === undefined) return expect.unreachable('something was ill');
  return {
    id: 1,
    ...judgeCourse(course),
    changes: [...changes],
    errors: [],
    filings: 0,
    remarks: [],
  };
}
function factsOf(
  changes: readonly GradeChange[],
  working: readonly Channel[],
  given: Partial<NoticeFacts> = {},
): NoticeFacts {
  return {
    at: at(70),
    office: '관세법인 나루',
    incident: incidentOf(changes),
    states: [
      ...working.map((channel) => state(channel, 'working')),
      ...changes.map(({ channel, to }) => state(channel, to)),
    ],
    waiting: 23,
    unanswered: 2,
    drain: null,
    ...given,
  };
}

const causes = {
  'network cable pulled': factsOf(
    [ill('network', 12, { cause: 'no-route' }), ill('declarations', 13, { cause: 'no-route' })],
    [],
  ),
  'gateway down': factsOf(
    [ill('declarations', 12), ill('inquiries', 13), ill('notices', 14)],
    ['network', 'names', 'open-api-rates'],
  ),
  'declarations slow but inquiries fine': factsOf(
    [ill('declarations', 12, { to: 'slow', cause: null })],
    ['network', 'names', 'inquiries', 'notices'],
  ),
  'open API down alone': factsOf(
    [
      ill('open-api-pccc', 12, { cause: 'timeout' }),
      ill('open-api-rates', 12, { cause: 'timeout' }),
    ],
    ['network', 'names', 'declarations', 'inquiries', 'notices'],
    { waiting: 4, unanswered: 0 },
  ),
  'sending program asleep': factsOf(
    [ill('sending-program', 12, { cause: 'no-answer-yet' })],
    ['network', 'names'],
  ),
} as const;

describe('an own notice', () => {
  test('says five different things of five causes', () => {
    const kinds = Object.values(causes).map(({ incident }) =>
      noticeKind(gradesOf(incident.changes, 'now')),
    );
    expect(kinds).toEqual(['network', 'stopped', 'slow', 'open-api', 'sending-program']);
    const leads = Object.values(causes).map((facts) => writeNotice(facts).ko.split('\n')[2]);
    expect(new Set(leads).size).toBe(5);
  });

  test.each(Object.entries(causes))('reads well: %s', (_name, facts) => {
    const { ko, en } = writeNotice(facts);
    expect(`${ko}\n\n=====\n\n${en}`).toMatchSnapshot();
  });

  test('claims nothing of what was not measured', () => {
    const pulled = writeNotice(causes['network cable pulled']);
    expect(pulled.ko).toContain('신고 접수, 접수 여부 조회, 통보 받기: 확인하지 못했습니다.');
    expect(pulled.ko).not.toContain('세관 신고 전산');
    const alone = factsOf([ill('open-api-rates', 0)], []);
    expect(writeNotice(alone).ko).toContain('신고 접수가 정상인지는 확인하지 못했습니다.');
    expect(writeNotice(alone).ko).toContain('저희 쪽 인터넷이 정상인지는 확인하지 못했습니다.');
    expect(writeNotice(alone).ko).toContain('언제 끝날지 확인하지 못했습니다.');
    expect(writeNotice(alone).en).toContain('Nothing could be found working.');
  });

  test('tells the range of the end where there is one, and none else', () => {
    const drain = {
      at: at(70),
      waiting: 23,
      rate: null,
      end: { known: true, span: { from: at(80), to: at(130) } },
      atBestMs: null,
      backBy: null,
      willMiss: 0,
      mayMiss: 0,
      affected: [],
    } as const;
    const facts = factsOf([ill('declarations', 12, { to: 'degraded' })], ['network'], {
      drain: { ...drain, affected: [] },
    });
    expect(writeNotice(facts).ko).toContain('11월 23일 10:20에서 11월 23일 11:10 사이에');
    expect(writeNotice(facts).en).toContain('between 23 Nov, 10:20 and 23 Nov, 11:10');
  });

  test('of what is over says so, and what it was at its worst', () => {
    const changes = [ill('declarations', 12), well('declarations', 40)];
    const facts = factsOf(changes, ['declarations', 'network'], { waiting: 0, unanswered: 0 });
    const { ko } = writeNotice(facts);
    expect(ko).toContain(
      '11월 23일 09:12부터 11월 23일 09:40까지 있던 문제(신고 접수 멈춤)는 끝났습니다.',
    );
    expect(ko).not.toContain('■ 문제가 있는 것');
    expect(ko).toContain('하실 일은 없습니다.');
  });

  test('quotes the newest official notice, with its number and when it was seen', () => {
    const { incident } = causes['gateway down'];
    const remark = {
      id: 9,
      at: at(50),
      kind: 'official-notice',
      text: '일부 서비스 이용이 원활하지 않을 수 있습니다.',
      link: 'https://unipass.customs.go.kr/1',
      ticket: '1234',
      seenAt: at(45),
      file: null,
    } as const;
    const facts = { ...causes['gateway down'], incident: { ...incident, remarks: [remark] } };
    expect(writeNotice(facts).ko).toContain(
      '■ 공식 공지\n- 일부 서비스 이용이 원활하지 않을 수 있습니다.\n- 접수번호: 1234\n- https://unipass.customs.go.kr/1\n- 11월 23일 09:45에 확인',
    );
  });
});
