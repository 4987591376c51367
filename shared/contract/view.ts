import { z } from 'zod';
import type { CustomsState, TransportState } from '../filing/states.ts';

/** The views of the filings list; each is a set of states with an index of its own. */
export const views = [
  'all',
  'queued',
  'unconfirmed',
  'attention',
  'recheck',
  'acknowledged',
  'documents-required',
  'released',
  'held',
  'cancelled',
] as const;
export const viewSchema = z.enum(views);
export type View = z.output<typeof viewSchema>;

/** Which filings a view shows: by our side, by customs' side, or all. */
export const viewStates: Readonly<
  Record<View, { transport?: readonly TransportState[]; customs?: readonly CustomsState[] }>
> = {
  all: {},
  queued: { transport: ['queued', 'sending'] },
  unconfirmed: { transport: ['unconfirmed', 'processing'] },
  attention: { transport: ['refused', 'recheck', 'invalid'] },
  recheck: { transport: ['recheck'] },
  acknowledged: { transport: ['acknowledged'] },
  'documents-required': { customs: ['documents-required', 'inspection', 'rejected'] },
  released: { customs: ['released'] },
  held: { transport: ['held'] },
  cancelled: { transport: ['cancelled', 'filed-elsewhere'] },
};
