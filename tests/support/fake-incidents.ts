import type { IncidentRow } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Incident, IncidentRemark } from '../../shared/sync/incidents.ts';
import type { Waiting } from '../../shared/sync/waiting.ts';
import { epochMs } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';

type IncidentCalls = Pick<
  CallHandlers,
  | 'incidents.page'
  | 'incidents.get'
  | 'incidents.filings'
  | 'incidents.remark'
  | 'incidents.file'
  | 'incidents.notice'
  | 'filings.waiting'
>;

const minute = 60_000;

/** A morning's incidents, for the screens alone. */
export function fakeIncidents(office: FakeOffice, onChange: () => void): IncidentCalls {
  const now = office.now();
  const at = (minutes: number): ReturnType<typeof epochMs> => epochMs(now + minutes * minute);
  let incidents: Incident[] = [
    {
      id: 2,
      startedAt: at(-48),
      endedAt: null,
      grade: 'stopped',
      confidence: 'high',
      side: 'central',
      channels: ['declarations', 'notices'],
      changes: [
        {
          channel: 'declarations',
          from: 'working',
          to: 'degraded',
          at: at(-48),
          knownAt: at(-47),
          confidence: 'medium',
          cause: 'unavailable',
        },
        {
          channel: 'notices',
          from: 'working',
          to: 'stopped',
          at: at(-46),
          knownAt: at(-44),
          confidence: 'high',
          cause: 'timeout',
        },
        {
          channel: 'declarations',
          from: 'degraded',
          to: 'stopped',
          at: at(-40),
          knownAt: at(-38),
          confidence: 'high',
          cause: 'bad-gateway',
        },
      ],
      errors: [
        {
          text: '<html><h1>502 Bad Gateway</h1></html>',
          count: 31,
          firstAt: at(-40),
          lastAt: at(-1),
        },
        { text: 'timeout', count: 7, firstAt: at(-46), lastAt: at(-9) },
      ],
      filings: 23,
      remarks: [],
    },
    {
      id: 1,
      startedAt: at(-26 * 60),
      endedAt: at(-26 * 60 + 12),
      grade: 'stopped',
      confidence: 'high',
      side: 'ours',
      channels: ['network'],
      changes: [
        {
          channel: 'network',
          from: 'working',
          to: 'stopped',
          at: at(-26 * 60),
          knownAt: at(-26 * 60 + 1),
          confidence: 'high',
          cause: 'no-route',
        },
      ],
      errors: [],
      filings: 0,
      remarks: [],
    },
  ];

  function byId(id: number): Incident {
    const found = incidents.find((each) => each.id === id);
    if (found === undefined) throw new NaruError('not-found', { what: String(id) });
    return found;
  }

  return {
    'incidents.page': () => ({ rows: incidents.map(rowOf), next: null }),
    'incidents.get': ({ id }) => byId(id),
    'incidents.filings': ({ id, ...page }) => {
      byId(id);
      const affected = office.rows().filter((row) => row.id % 3 === 0);
      return pageOf(affected, (row) => String(row.id), page);
    },
    'incidents.remark': ({ id, file, ...remark }) => {
      const incident = byId(id);
      const added: IncidentRemark = {
        id: 100 + incident.remarks.length,
        at: office.now(),
        ...remark,
        file:
          file === null
            ? null
            : { name: file.name, digest: 'a'.repeat(64), size: file.data.length },
      };
      incidents = incidents.map((each) =>
        each.id === id ? { ...each, remarks: [...each.remarks, added] } : each,
      );
      onChange();
      return added;
    },
    'incidents.file': () => ({ name: 'notice.png', data: '' }),
    'incidents.notice': ({ id }) => {
      byId(id);
      return {
        at: office.now(),
        ko: '[통관 신고 상황] 11월 23일 10:12 현재\n\n세관 신고 전산(중계망 포함)이 신고를 받지 않고 있습니다.',
        en: '[Customs filing] as of 23 Nov, 10:12 (KST)\n\nThe customs filing system (relay included) has not taken declarations.',
      };
    },
    'filings.waiting': () => waiting,
  };
}

function rowOf({ changes: _c, errors: _e, filings: _f, remarks, ...row }: Incident): IncidentRow {
  return { ...row, remarks: remarks.length };
}

const from = Date.parse('2026-11-23T00:00:00Z');
const moment = (minutes: number): ReturnType<typeof epochMs> => epochMs(from + minutes * minute);

const waiting: Waiting = {
  spans: [
    { from: moment(0), to: moment(2), whose: 'ours', why: 'pacing', incident: null },
    { from: moment(2), to: moment(40), whose: 'central', why: 'incident', incident: 2 },
    { from: moment(40), to: moment(55), whose: 'person', why: 'held', incident: null },
    { from: moment(55), to: moment(56), whose: 'none', why: 'on-its-way', incident: null },
  ],
  sums: { central: 38 * minute, ours: 2 * minute, person: 15 * minute, none: minute },
  total: 56 * minute,
  ended: true,
};
