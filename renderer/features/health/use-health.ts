import { useEffect, useRef, useState } from 'react';
import type { HealthHistory, HealthSpan } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { Channel, ChannelState } from '../../../shared/sync/channels.ts';
import { useNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';

/** Times and counts of the last hour move on without a change worth telling. */
const everyMs = 15_000;

/** How the channels are; asked for again when one changed, and now and then. */
export function useHealth(): { states: readonly ChannelState[] | null; problem: Problem | null } {
  const engine = useEngine();
  const told = useEngineState((state) => state.health);
  const now = useNow(everyMs);
  const [states, setStates] = useState<readonly ChannelState[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef<object | null>(null);
  useEffect(() => {
    const question = { told, now };
    asked.current = question;
    engine.call('health.get', {}).then(
      (health) => {
        if (asked.current !== question) return;
        setStates(health.states);
        setProblem(null);
      },
      (error: unknown) => {
        if (asked.current === question) setProblem(problemOf(error));
      },
    );
    return () => {
      asked.current = null;
    };
  }, [engine, told, now]);
  return { states, problem };
}

/** A channel's history; `null` until it is there. */
export function useHistory(
  channel: Channel,
  span: HealthSpan,
): { history: HealthHistory | null; problem: Problem | null } {
  const engine = useEngine();
  const told = useEngineState((state) => state.health);
  const now = useNow(60_000);
  const [history, setHistory] = useState<HealthHistory | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef<object | null>(null);
  useEffect(() => {
    const question = { told, now };
    asked.current = question;
    engine.call('health.history', { channel, span }).then(
      (found) => {
        if (asked.current !== question) return;
        setHistory(found);
        setProblem(null);
      },
      (error: unknown) => {
        if (asked.current === question) setProblem(problemOf(error));
      },
    );
    return () => {
      asked.current = null;
    };
  }, [engine, channel, span, told, now]);
  const isOfIt = history?.channel === channel && history.span === span;
  return { history: isOfIt ? history : null, problem };
}
