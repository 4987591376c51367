import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { useNow } from '../../app/clock.ts';
import { countOf } from '../../app/navigation.tsx';
import { addressOf } from '../../app/route.ts';
import { useEngineState, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { situationOf } from './situation.ts';
import styles from './overview-screen.module.css';

/** One sentence on how it stands, one on what it means, and one on what there is to do. */
export function Headline(): ReactNode {
  const { t, say } = useText();
  const { kind, tone } = useEngineState(
    useShallow(({ sync }) =>
      sync === null ? ({ kind: 'untried', tone: 'plain' } as const) : situationOf(sync),
    ),
  );
  const trouble = useSync((sync) => sync.troubles[0] ?? null);
  return (
    <div className={styles['headline']} data-tone={tone} data-situation={kind}>
      <h1 aria-live="polite">{t(`screens.situation.${kind}.title`)}</h1>
      <p>
        <Evidence />{' '}
        {kind === 'trouble' && trouble !== null
          ? say(trouble)
          : t(`screens.situation.${kind}.text`)}
      </p>
      <p className={styles['must']}>
        <Must /> <Until />
      </p>
    </div>
  );
}

/** What that judgement rests on: our own traffic. */
function Evidence(): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const central = useSync((sync) => sync.central);
  if (central.since === null || central.grade === 'unknown' || central.grade === 'working')
    return null;
  const parts = [
    t('screens.situation.since', { at: format.clock(central.since, now) }),
    central.lastSuccessAt === null
      ? t('screens.situation.neverAnswered')
      : t('screens.situation.lastAnswer', { at: format.clock(central.lastSuccessAt, now) }),
    central.latencyMs === null || central.grade === 'stopped'
      ? null
      : t('screens.situation.latency', { span: format.seconds(central.latencyMs) }),
    central.ownWord === null
      ? null
      : t('screens.situation.ownWord', { word: t(`states.ownWord.${central.ownWord.state}`) }),
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function Must(): ReactNode {
  const { t } = useText();
  const attention = useSync(
    ({ counts: { transport } }) => transport.refused + transport.recheck + transport.invalid,
  );
  const asked = useSync((sync) => countOf(sync, 'documents-required'));
  const settings = useSync(
    (sync) =>
      sync.office === null || sync.gate.phase === 'no-gateway' || sync.gate.phase === 'not-allowed',
  );
  if (settings)
    return <a href={addressOf({ screen: 'settings' })}>{t('screens.situation.mustSet')}</a>;
  if (attention > 0)
    return (
      <a href={addressOf({ screen: 'filings', view: 'attention', open: null })}>
        {t('screens.situation.mustCheck', { count: attention })}
      </a>
    );
  if (asked > 0)
    return (
      <a href={addressOf({ screen: 'filings', view: 'documents-required', open: null })}>
        {t('screens.situation.mustSupply', { count: asked })}
      </a>
    );
  return t('screens.situation.mustNothing');
}

/** Until when: the nearest legal date among all that are not in yet. */
function Until(): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const nearest = useSync((sync) => sync.nearestDeadline);
  if (nearest === null) return null;
  const { date, declarationNo, id } = nearest;
  return (
    <a href={addressOf({ screen: 'filings', view: 'all', open: id })}>
      {t('screens.situation.deadline', {
        day: format.day(date, now),
        number: formatDeclarationNo(declarationNo),
      })}
    </a>
  );
}
