import type { CallHandlers } from '../../shared/port/index.ts';
import { koreanDate } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

type PartHandlers = Pick<
  CallHandlers,
  | 'filings.withdraw'
  | 'filings.synchronise'
  | 'filings.fileElsewhere'
  | 'filings.difference'
  | 'filings.printable'
>;

/** What is asked of a filing beside the four commands; parts are noted, and not made. */
export function fakeParts(office: FakeOffice): PartHandlers {
  return {
    'filings.withdraw': ({ id }) => ({ filingId: id }),
    'filings.synchronise': ({ id }) => ({ filingId: id }),
    'filings.fileElsewhere': ({ id }) => {
      office.change([id], { transport: 'filed-elsewhere' });
      return {};
    },
    'filings.difference': () => ({
      differences: [{ field: 'lines[0].hsCode', before: '8471300000', after: '8473300000' }],
    }),
    'filings.printable': ({ ids }) => ({
      documents: office
        .rows()
        .filter(({ id }) => ids.includes(id))
        .map((row) => ({
          id: row.id,
          kind: row.kind,
          declarationNo: row.declarationNo,
          declaredOn: koreanDate(office.now()),
          receiptNo: row.receiptNo,
          taken: row.transport === 'acknowledged',
          attempts: row.attempts,
          firstAttemptAt: null,
          declaration: office.declaration(row.id),
        })),
    }),
  };
}
