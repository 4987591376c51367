import type { ExportPerformance } from '../../../shared/contract/lookups.ts';
import { readDay } from './dates.ts';
import { rowsOf, textAt, unreadable, type Envelope, type Reading } from './envelope.ts';

/** What became of an export declaration's goods (API002, 수출이행내역). */
export function readExportPerformance({ count, root }: Envelope): Reading<ExportPerformance> {
  const [head] = rowsOf(root, 'expDclrNoPrExpFfmnBrkdQryRsltVo');
  if (head === undefined) return count === 0 ? { is: 'known', value: { is: 'none' } } : unreadable;
  const loaded = textAt(head, 'shpmCmplYn');
  return {
    is: 'known',
    value: {
      is: 'export',
      exporter: textAt(head, 'exppnConm', 100),
      acceptedOn: readDay(textAt(head, 'acptDt') || textAt(head, 'acptDttm')),
      loadBy: readDay(textAt(head, 'loadDtyTmlm')),
      loaded: loaded === 'Y' ? true : loaded === 'N' ? false : null,
      departures: rowsOf(root, 'expDclrNoPrExpFfmnBrkdDtlQryRsltVo')
        .slice(0, 200)
        .map((row) => ({
          billOfLading: textAt(row, 'blNo', 30),
          departedOn: readDay(textAt(row, 'tkofDt')),
        })),
    },
  };
}
