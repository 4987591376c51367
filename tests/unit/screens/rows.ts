import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

/** Two filings that are in a state. */
export function rowsIn(transport: TransportState): readonly FilingRow[] {
  return createFakeEngine({ count: 2, standings: [[transport, 'none']] }).rows();
}
