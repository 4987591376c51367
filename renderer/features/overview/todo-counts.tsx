import { useCallback, type ReactNode } from 'react';
import { addressOf, type Route } from '../../app/route.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import styles from './overview-screen.module.css';

const pageSize = 200;
const restMs = 2000;

/** How many of each wait for a person, each leading to where it is settled. */
export function TodoCounts(): ReactNode {
  const { t, format } = useText();
  const { transport, customs } = useSync((sync) => sync.counts);
  const mismatches = useMismatches();
  const counts = {
    refused: transport.refused + transport.invalid,
    recheck: transport.recheck,
    pccc: mismatches.count,
    asked: customs['documents-required'] + customs.inspection,
    rejected: customs.rejected,
  };
  const shown = places.filter(({ name }) => counts[name] > 0);
  if (shown.length === 0) return null;
  return (
    <ul className={styles['counts']}>
      {shown.map(({ name, to }) => {
        const count = format.count(counts[name]);
        return (
          <li key={name}>
            <a href={addressOf(to)}>
              <span>{t(`stale.todo.${name}`)}</span>
              <b>
                {name === 'pccc' && mismatches.more ? t('stale.todo.orMore', { count }) : count}
              </b>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

const places = [
  { name: 'refused', to: { screen: 'filings', view: 'attention', open: null } },
  { name: 'recheck', to: { screen: 'recheck', open: null } },
  { name: 'pccc', to: { screen: 'pccc' } },
  { name: 'asked', to: { screen: 'filings', view: 'documents-required', open: null } },
  { name: 'rejected', to: { screen: 'filings', view: 'documents-required', open: null } },
] as const satisfies readonly { name: string; to: Route }[];

/** Filings whose personal customs code does not match: one page is enough to say how many. */
function useMismatches(): { count: number; more: boolean } {
  const engine = useEngine();
  const fetch = useCallback(
    () => engine.call('pccc.mismatches', { after: null, limit: pageSize }),
    [engine],
  );
  const { value } = useFetched(fetch, { restMs });
  return { count: value?.rows.length ?? 0, more: value !== null && value.next !== null };
}
