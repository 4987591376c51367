import { describe, expect, test } from 'vitest';
import { judgeCourse, reduceAll, reduceTime } from '../../../main/health/incidents/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { at, ill, minutes, well } from './changes.ts';

function shape(changes: Parameters<typeof reduceAll>[0], until = 0) {
  const state = reduceTime(reduceAll(changes), at(until));
  return state.courses.map((course) => {
    const { startedAt, endedAt, side, channels, grade } = judgeCourse(course);
    const end = endedAt === null ? null : minutes(endedAt);
    return { id: course.id, span: [minutes(startedAt), end], side, channels, grade };
  });
}

describe('an incident', () => {
  test('begins with the first measurement that showed it, is graded by the worst, and ends', () => {
    expect(
      shape([
        ill('declarations', 0, { to: 'slow', cause: null }),
        ill('declarations', 7, { from: 'slow', to: 'stopped', cause: 'unavailable' }),
        well('declarations', 50),
      ]),
    ).toEqual([
      { id: 1, span: [0, 50], side: 'central', channels: ['declarations'], grade: 'stopped' },
    ]);
  });

  test('is one for channels of one side that fall ill together, and of one service at any time', () => {
    const found = shape([
      ill('declarations', 0),
      ill('inquiries', 3),
      ill('notices', 20),
      ill('open-api-rates', 26),
      ill('open-api-pccc', 50),
    ]);
    expect(found.map(({ channels }) => channels)).toEqual([
      ['declarations', 'inquiries', 'notices'],
      ['open-api-rates', 'open-api-pccc'],
    ]);
  });

  test('is continued by another channel of the service within ten minutes', () => {
    const first = [ill('declarations', 0), well('declarations', 20)];
    expect(shape([...first, ill('notices', 29)])).toMatchObject([{ id: 1, span: [0, null] }]);
    expect(shape([...first, ill('open-api-rates', 29)])).toHaveLength(2);
  });

  test('lasts until all its channels are well', () => {
    const changes = [ill('declarations', 0), ill('inquiries', 1), well('declarations', 9)];
    expect(shape(changes)[0]?.span).toEqual([0, null]);
    expect(shape([...changes, well('inquiries', 12)])[0]?.span).toEqual([0, 12]);
  });

  test('is continued by a relapse within ten minutes, and by none later', () => {
    const first = [ill('declarations', 0), well('declarations', 20)];
    expect(shape([...first, ill('declarations', 29)]).map(({ span }) => span)).toEqual([[0, null]]);
    expect(shape([...first, ill('declarations', 31)]).map(({ span }) => span)).toEqual([
      [0, 20],
      [31, null],
    ]);
  });

  test('is not ended by a channel of which nothing is known any more', () => {
    const changes = [
      ill('declarations', 0),
      { ...well('declarations', 60), to: 'unknown' as const },
    ];
    expect(shape(changes)[0]?.span).toEqual([0, null]);
    expect(
      shape([...changes, { ...well('declarations', 90), from: 'unknown' as const }])[0]?.span,
    ).toEqual([0, 90]);
  });
});

describe('a channel that was not measured again', () => {
  const lost = { ...well('inquiries', 60), to: 'unknown' as const };
  const both = [ill('declarations', 0), ill('inquiries', 1)];

  test('ends with its service', () => {
    expect(shape([...both, lost, well('declarations', 70)])[0]?.span).toEqual([0, 70]);
    expect(shape([...both, well('declarations', 50), lost])[0]?.span).toEqual([0, 50]);
  });

  test('does not while another of its service is ill', () => {
    const third = [...both, ill('notices', 2), lost, well('declarations', 70)];
    expect(shape(third)[0]?.span).toEqual([0, null]);
  });

  test('does not by what was well before it was ill', () => {
    const later = [both[0], well('declarations', 50), ill('inquiries', 55), lost].filter(
      (change) => change !== undefined,
    );
    expect(shape(later)[0]?.span).toEqual([0, null]);
  });

  test('does not by another service', () => {
    const other = [ill('open-api-rates', 0), ill('inquiries', 1), lost, well('open-api-rates', 70)];
    expect(shape(other, 84)[0]?.span).toEqual([0, null]);
  });
});

describe('the side', () => {
  test('is ours while the network is ill, whichever was noticed first', () => {
    for (const changes of [
      [ill('network', 0), ill('declarations', 0.5), ill('open-api-rates', 30)],
      [ill('declarations', 0.5), ill('names', 1), ill('network', 0, { lag: 2 })],
    ]) {
      const found = shape(changes);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ side: 'ours', span: [0, null] });
    }
  });

  test('is theirs where the network falls ill long after', () => {
    const found = shape([ill('declarations', 0), ill('network', 40)]);
    expect(found.map(({ side }) => side)).toEqual(['central', 'ours']);
  });

  test('is the line where the sending program sleeps, and the open API stays out of it', () => {
    const found = shape([
      ill('sending-program', 0, { cause: 'no-answer-yet' }),
      ill('declarations', 2, { cause: 'no-answer-yet' }),
      ill('open-api-rates', 3, { cause: 'timeout' }),
    ]);
    expect(found.map(({ side, channels }) => [side, channels])).toEqual([
      ['line', ['sending-program', 'declarations']],
      ['central', ['open-api-rates']],
    ]);
  });
});

describe('two troubles at once', () => {
  const changes = [
    ill('open-api-pccc', 0, { cause: 'timeout' }),
    ill('declarations', 2, { cause: 'unavailable' }),
    well('declarations', 10),
  ];

  test('are one as long as either may come back', () => {
    expect(shape(changes, 24)).toHaveLength(1);
  });

  test('are told apart when one has passed and the other goes on with an unlike cause', () => {
    expect(shape(changes, 26)).toMatchObject([
      { id: 1, span: [2, 10], channels: ['declarations'] },
      { id: 2, span: [0, null], channels: ['open-api-pccc'] },
    ]);
  });

  test('stay one where the causes are alike', () => {
    const alike = [ill('open-api-pccc', 0, { cause: 'server-error' }), ...changes.slice(1)];
    expect(shape(alike, 60)).toHaveLength(1);
  });

  test('are cut where the first hid the second', () => {
    const found = shape(
      [
        ill('network', 0, { cause: 'no-route' }),
        ill('declarations', 1, { cause: 'no-route' }),
        well('network', 8),
      ],
      30,
    );
    expect(found).toMatchObject([
      { span: [0, 8], side: 'ours', channels: ['network', 'declarations'] },
      { span: [8, null], side: 'central', channels: ['declarations'], grade: 'stopped' },
    ]);
  });
});

test('time alone gives the same however often one looks', () => {
  const changes = [
    ill('open-api-pccc', 0, { cause: 'timeout' }),
    ill('declarations', 2, { cause: 'unavailable' }),
    well('declarations', 10),
  ];
  const once = reduceTime(reduceAll(changes), at(100));
  let often = reduceAll(changes);
  for (let minute = 11; minute <= 100; minute += 1) often = reduceTime(often, epochMs(at(minute)));
  expect(often).toEqual(once);
});
