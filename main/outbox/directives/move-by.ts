import type { TransportEvent } from '../../../shared/filing/transitions.ts';
import type { DirectiveStep } from '../../../shared/sync/directives.ts';
import type { EpochMs } from '../../../shared/time.ts';
import {
  moveTransport,
  record,
  type OtherChange,
  type StoredFiling,
  type Tables,
} from '../../store/index.ts';

/** What a directive does to a filing, for the journal. */
export interface By {
  directiveId: number;
  step: DirectiveStep;
}

/** Moves a filing because a directive orders it, within the caller's transaction. */
export function moveBy(
  tables: Tables,
  filing: StoredFiling,
  event: TransportEvent,
  { directiveId, step }: By,
  at: EpochMs,
  change: OtherChange & { data?: Readonly<Record<string, string | number>> } = {},
): StoredFiling {
  const { data, ...rest } = change;
  const entry = { kind: 'ordered', data: { directive: directiveId, step, ...data } } as const;
  return moveTransport(tables, filing, event, entry, at, rest);
}

/** Notes an order that moves nothing yet. */
export function noteBy(
  tables: Tables,
  filing: StoredFiling,
  { directiveId, step }: By,
  at: EpochMs,
  change: OtherChange = {},
): StoredFiling {
  const entry = { kind: 'ordered', data: { directive: directiveId, step } } as const;
  return record(tables, filing, entry, at, change);
}
