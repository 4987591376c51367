import type { CallOutput } from '../../../shared/contract/index.ts';
import { partDocumentCode } from '../../../shared/documents/index.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { partOf, type PartKind } from '../../../shared/filing/part.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import { nextTransport } from '../../../shared/filing/transitions.ts';
import type { EpochMs } from '../../../shared/time.ts';

/** What may be asked of a filing beside the four commands, in the order of the buttons. */
export const filingAsks = [
  'edit',
  'copy',
  'amend',
  'withdraw',
  'synchronise',
  'elsewhere',
  'restore',
  'print',
] as const;
export type FilingAsk = (typeof filingAsks)[number];

/** States in which no byte is in doubt and nothing has been taken: the declaration may change. */
const editable: ReadonlySet<TransportState> = new Set([
  'invalid',
  'queued',
  'recheck',
  'held',
  'refused',
]);
const unanswered: ReadonlySet<TransportState> = new Set(['unconfirmed', 'processing']);

type Asked = Pick<FilingDetail, 'row' | 'attempts'>;
type Gateway = CallOutput<'gateway.get'> | null;

/**
 * What may be asked of a filing now; the engine has the last word. An amendment or a withdrawal
 * needs a declaration that customs has and has not ended (관세법 제250조), and a document of KCS.
 */
export function possibleAsks(detail: Asked, gateway: Gateway, now: EpochMs): FilingAsk[] {
  const { row } = detail;
  const isDeclaration = row.part.is === 'declaration';
  const ended = row.customs === 'rejected' || row.customs === 'withdrawn';
  const stands = isDeclaration && row.transport === 'acknowledged' && !ended;
  const hasDocument = (is: PartKind): boolean => partDocumentCode(row.kind, partOf(is, 1)) !== null;
  const may: Readonly<Record<FilingAsk, boolean>> = {
    edit: isDeclaration && editable.has(row.transport) && row.receiptNo === null,
    copy: isDeclaration,
    amend: stands && hasDocument('amendment'),
    withdraw: stands && hasDocument('withdrawal'),
    synchronise:
      isDeclaration && hasDocument('synchronisation') && maySynchronise(detail, gateway, now),
    elsewhere: nextTransport(row.transport, 'file-elsewhere') !== null,
    // A key that restores what was cancelled must not bring back what may lie elsewhere.
    restore: row.transport === 'filed-elsewhere',
    print: isDeclaration,
  };
  return filingAsks.filter((ask) => may[ask]);
}

/** Through folders alone, and only once there has been no answer for as long as the office says. */
function maySynchronise({ row, attempts }: Asked, gateway: Gateway, now: EpochMs): boolean {
  if (gateway?.is !== 'folder' || !unanswered.has(row.transport)) return false;
  const { synchroniseAfterHours } = gateway.folders;
  const sent = attempts.findLast(({ kind }) => kind === 'send');
  if (synchroniseAfterHours === 0 || sent === undefined) return false;
  return now - sent.startedAt >= synchroniseAfterHours * 3_600_000;
}
