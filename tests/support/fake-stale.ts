import type { CallOutput, MismatchRow, StaleRow } from '../../shared/contract/index.ts';
import type { Difference } from '../../shared/filing/difference.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { defaultFreshness, type StaleFinding } from '../../shared/filing/stale.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { maskName, maskNumber } from '../../shared/privacy/masking.ts';
import { civilDate } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';

type StaleHandlers = Pick<
  CallHandlers,
  | 'stale.page'
  | 'stale.get'
  | 'stale.accept'
  | 'stale.checkAgain'
  | 'pccc.mismatches'
  | 'pccc.renew'
  | 'personal.consignees'
  | 'freshness.get'
  | 'freshness.set'
>;

const people = [
  { name: '김하늘', pccc: 'P180012345678', phone: '010-2345-6789' },
  { name: '이서준', pccc: 'P190087654321', phone: '010-9876-5432' },
  { name: 'EMILY CARTER', pccc: 'P200055512345', phone: '010-5551-2345' },
] as const;

/** What waits to be looked at again, made of the filings in `recheck`. */
export function fakeStale(office: FakeOffice): StaleHandlers {
  let settings = defaultFreshness;
  const staleRows = (): StaleRow[] =>
    office
      .rows()
      .filter(({ transport }) => transport === 'recheck')
      .map((row) => staleRowOf(row, office));
  const mismatches = (): MismatchRow[] =>
    office
      .rows()
      .filter((row) => row.lastError === 'pccc-mismatch')
      .map((row) => mismatchOf(row, office));
  const settle = (ids: readonly FilingId[]): CallOutput<'stale.accept'> => {
    office.change(ids, { transport: 'queued', lastError: null });
    return { done: [...ids], refused: [] };
  };
  return {
    'stale.page': (page) => pageOf(staleRows(), ({ row }) => String(row.id), page),
    'stale.get': ({ id }) => ({ row: staleRows().find(({ row }) => row.id === id) ?? null }),
    'stale.accept': ({ ids }) => settle(ids),
    'stale.checkAgain': ({ ids }) => settle(ids),
    'pccc.mismatches': (page) => pageOf(mismatches(), ({ row }) => String(row.id), page),
    'pccc.renew': ({ ids }) => settle(ids),
    'personal.consignees': ({ of }) => ({
      people: of.map(({ id, person }) => {
        const row = office.rows().find((one) => one.id === id);
        if (row === undefined) throw new Error(`no filing ${id}`);
        const { name, pccc, phone } = mismatch(row, office.latin);
        return { person, name, pccc, phone };
      }),
    }),
    'freshness.get': () => settings,
    'freshness.set': (next) => {
      settings = next;
      return {};
    },
  };
}

/** What is found of a filing, in turn, so that a screen shows every kind. */
export function staleRowOf(row: FilingRow, office: FakeOffice): StaleRow {
  const findings = findingsOf(row, office.latin);
  const has = (kind: StaleFinding['is']): boolean => findings.some(({ is }) => is === kind);
  const rates = has('exchange-rate') && !has('not-recomputable');
  return {
    row,
    stale: { at: office.now(), findings, hasProposal: rates },
    differences: rates ? newRate : [],
  };
}

function findingsOf(row: FilingRow, latin: boolean): StaleFinding[] {
  if (row.lastError === 'pccc-mismatch') {
    const { pccc, words } = mismatch(row, latin);
    return [{ is: 'pccc-mismatch', pccc, words }];
  }
  switch (row.id % 5) {
    case 0:
      return [{ is: 'exchange-rate-unchecked', currency: 'USD', why: 'unreachable' }];
    case 1:
      return [rate];
    case 2:
      return [{ is: 'pccc-unchecked', pccc: 'P180012345678', why: 'timeout' }];
    case 3:
      return [rate, { is: 'deadline-passed', deadline: civilDate('2026-11-20') }];
    default:
      return [rate, { is: 'not-recomputable', why: 'implausible-rate' }];
  }
}

const rate: StaleFinding = {
  is: 'exchange-rate',
  currency: 'USD',
  before: '1391.23',
  after: '1402.56',
  from: civilDate('2026-11-22'),
};

const newRate: Difference[] = [
  { field: 'exchangeRate', before: '1391.23', after: '1402.56' },
  { field: 'lines[0].customsValue', before: '12800316', after: '12904560' },
  { field: 'lines[0].duty', before: '1024030', after: '1032360' },
  { field: 'lines[0].vat', before: '1382430', after: '1393690' },
  { field: 'totalTax', before: '2406460', after: '2426050' },
];

function mismatch(
  row: FilingRow,
  latin: boolean,
): { name: string; pccc: string; phone: string; words: string[] } {
  const person = people[row.id % people.length] ?? people[0];
  return {
    ...person,
    name: latin ? 'EMILY CARTER' : person.name,
    words: [latin ? 'does not match' : '납세의무자 개인통관고유부호의 성명과 일치하지 않습니다.'],
  };
}

function mismatchOf(row: FilingRow, office: FakeOffice): MismatchRow {
  const { name, pccc, phone, words } = mismatch(row, office.latin);
  return {
    row,
    person: `person-${pccc}`,
    name: maskName(name),
    pccc: maskNumber(pccc),
    phone: maskNumber(phone),
    words,
    checkedAt: office.now(),
  };
}
