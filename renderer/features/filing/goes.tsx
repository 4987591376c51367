import { useCallback, type ReactNode } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { useNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';

const restMs = 5000;

/** When a waiting filing probably goes, as a span; nothing while nobody can know. */
export function Goes({ id }: { id: FilingId }): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const now = useNow(60_000);
  const fetch = useCallback(() => engine.call('drain.filing', { id }), [engine, id]);
  const span = useFetched(fetch, { restMs }).value?.span ?? null;
  if (span === null) return null;
  return t('drain.goes', { from: format.clock(span.from, now), to: format.clock(span.to, now) });
}
