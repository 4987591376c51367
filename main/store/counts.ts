import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import type { Connection } from './connection.ts';

export interface Counts {
  transport: Record<TransportState, number>;
  customs: Record<CustomsState, number>;
}

/** Filings by both states, by the indexes; reads every entry of one, so once at start. */
export function countFilings(connection: Connection): Counts {
  const counts = noCounts();
  const transport = connection.prepare<[], { state: TransportState; n: number }>(
    `SELECT transport AS state, count(*) AS n FROM filing WHERE transport <> 'acknowledged'
     GROUP BY transport
     UNION ALL SELECT 'acknowledged', count(*) FROM filing WHERE transport = 'acknowledged'`,
  );
  const customs = connection.prepare<[], { state: CustomsState; n: number }>(
    "SELECT customs AS state, count(*) AS n FROM filing WHERE customs <> 'none' GROUP BY customs",
  );
  let total = 0;
  let decided = 0;
  for (const { state, n } of transport.iterate()) {
    counts.transport[state] = n;
    total += n;
  }
  for (const { state, n } of customs.iterate()) {
    counts.customs[state] = n;
    decided += n;
  }
  counts.customs.none = total - decided;
  return counts;
}

export function copyOf({ transport, customs }: Counts): Counts {
  return { transport: { ...transport }, customs: { ...customs } };
}

export function noCounts(): Counts {
  return {
    transport: {
      draft: 0,
      invalid: 0,
      queued: 0,
      recheck: 0,
      held: 0,
      sending: 0,
      unconfirmed: 0,
      processing: 0,
      acknowledged: 0,
      refused: 0,
      'filed-elsewhere': 0,
      cancelled: 0,
    },
    customs: {
      none: 0,
      received: 0,
      'documents-required': 0,
      inspection: 0,
      'under-review': 0,
      released: 0,
      rejected: 0,
      withdrawn: 0,
      amended: 0,
    },
  };
}
