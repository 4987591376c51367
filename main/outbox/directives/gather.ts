import { z } from 'zod';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { filingIdSchema } from '../../../shared/filing/numbers.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import type { DirectiveOrder } from '../../../shared/sync/directives.ts';
import type { StoredDirective, StoredFiling, Tables } from '../../store/index.ts';
import { factsOf } from './facts.ts';
import { judgeDirective, reachesUnsent } from './judge.ts';

/** How far the gathering is: through what was sent in the window, then through what never was. */
const progressSchema = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('sent'), at: z.number(), id: z.number() }),
  z.object({
    stage: z.literal('unsent'),
    state: z.enum(['queued', 'recheck', 'held']),
    after: z.object({ due: z.string(), priority: z.number(), id: filingIdSchema }).nullable(),
  }),
]);
type Progress = z.output<typeof progressSchema>;

/** Filings that are looked at in one transaction. */
const atOnce = 200;

/** Where the gathering begins, as it is kept on disk. */
export function gatheringFrom({ from }: DirectiveOrder): string {
  return JSON.stringify({ stage: 'sent', at: from, id: -1 } satisfies Progress);
}

/**
 * Finds some more of the filings in a directive's window, and what it would do with each; within the
 * caller's transaction.
 * @returns how far it is now; `null` at the end
 */
export function gatherSome(tables: Tables, directive: StoredDirective): string | null {
  const progress = progressSchema.parse(JSON.parse(directive.progress ?? 'null'));
  const next =
    progress.stage === 'sent'
      ? gatherSent(tables, directive, progress)
      : gatherUnsent(tables, directive, progress);
  return next === null ? null : JSON.stringify(next);
}

function gatherSent(
  tables: Tables,
  directive: StoredDirective,
  progress: Extract<Progress, { stage: 'sent' }>,
): Progress | null {
  const found = tables.sendings.between(directive.order.to, progress, atOnce);
  for (const id of new Set(found.map((each) => each.id))) judge(tables, directive, id);
  const last = found.at(-1);
  if (found.length === atOnce && last !== undefined) return { stage: 'sent', ...last };
  if (!reachesUnsent.has(directive.order.kind)) return null;
  return { stage: 'unsent', state: 'queued', after: null };
}

/** After `queued` comes `recheck`; what is held can only be filed elsewhere. */
function stateAfter(
  state: 'queued' | 'recheck' | 'held',
  { kind }: DirectiveOrder,
): 'recheck' | 'held' | null {
  if (state === 'queued') return 'recheck';
  return state === 'recheck' && kind === 'filed-elsewhere' ? 'held' : null;
}

function gatherUnsent(
  tables: Tables,
  directive: StoredDirective,
  { state, after }: Extract<Progress, { stage: 'unsent' }>,
): Progress | null {
  const found = tables.sendings.neverSent(state satisfies TransportState, after, atOnce);
  for (const { id } of found) judge(tables, directive, id);
  const last = found.at(-1);
  if (found.length === atOnce && last !== undefined) return { stage: 'unsent', state, after: last };
  const next = stateAfter(state, directive.order);
  return next === null ? null : { stage: 'unsent', state: next, after: null };
}

function judge(tables: Tables, { id, order }: StoredDirective, filingId: FilingId): void {
  const filing = tables.filings.byId(filingId);
  if (filing === null || !isMeant(filing, order)) return;
  const { facts, sent } = factsOf(tables, filing, order);
  // Never sent, and put in after the window: it was not there to be sent in it.
  if (sent === null && filing.createdAt >= order.to) return;
  const judged = judgeDirective(order, facts);
  tables.directives.put({
    directiveId: id,
    filingId,
    state: 'step' in judged ? 'planned' : 'untouched',
    before: filing.transport,
    step: 'step' in judged ? judged.step : null,
    why: 'why' in judged ? judged.why : null,
    sentAt: sent?.at ?? null,
  });
}

function isMeant({ kind, part }: StoredFiling, { kinds, parts }: DirectiveOrder): boolean {
  return kinds.includes(kind) && parts.some((each) => each === part.is);
}
