import { useMemo, type ReactNode } from 'react';
import type { DrainPlan } from '../../../shared/contract/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Channel, ChannelState } from '../../../shared/sync/channels.ts';
import { useNow } from '../../app/clock.ts';
import { countOf } from '../../app/navigation.tsx';
import { addressOf } from '../../app/route.ts';
import { useEngineState, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Age } from './age.tsx';
import type { ChannelSituation } from './channels-situation.ts';
import { situationKinds, wholeSituationOf, type Situation } from './situation.ts';
import styles from './overview-screen.module.css';

/** One sentence on how it stands, one on what it means, and one on what waits and what to do. */
export function Headline({ plan }: { plan: DrainPlan | null }): ReactNode {
  const sync = useEngineState((state) => state.sync);
  const channels = useEngineState((state) => state.health ?? noChannels);
  const situation = useMemo(
    () => (sync === null ? untried : wholeSituationOf(sync, channels)),
    [sync, channels],
  );
  const { title, text } = useWords(situation);
  const isOfTraffic = situationKinds.some((kind) => kind === situation.kind);
  return (
    <div className={styles['headline']} data-tone={situation.tone} data-situation={situation.kind}>
      <h1 aria-live="polite">{title}</h1>
      <p>
        {isOfTraffic ? <Evidence /> : <ChannelEvidence situation={situation} />} {text}
      </p>
      <p className={styles['must']}>
        <Waits plan={plan} /> <Must /> <Until />
      </p>
      <Age />
    </div>
  );
}

/** Not asked for yet. */
const noChannels: readonly ChannelState[] = [];

const untried: Situation = { kind: 'untried', tone: 'plain' };

function useWords(situation: Situation | ChannelSituation): { title: string; text: string } {
  const { t, say } = useText();
  const trouble = useSync((sync) => sync.troubles[0] ?? null);
  const names = (channels: readonly Channel[]): string =>
    channels.map((channel) => t(`incidents.channel.${channel}`)).join(', ');
  switch (situation.kind) {
    case 'half-down':
      return {
        title: t('incidents.situation.half-down.title', { working: names(situation.working) }),
        text: t('incidents.situation.half-down.text'),
      };
    case 'answers-ill':
    case 'open-api-ill':
      return {
        title: t(`incidents.situation.${situation.kind}.title`, { ill: names(situation.ill) }),
        text: t(`incidents.situation.${situation.kind}.text`),
      };
    case 'network-down':
    case 'names-down':
    case 'sender-asleep':
    case 'gateway-down':
    case 'gateway-ill':
      return {
        title: t(`incidents.situation.${situation.kind}.title`),
        text: t(`incidents.situation.${situation.kind}.text`),
      };
    default:
      return {
        title: t(`screens.situation.${situation.kind}.title`),
        text:
          situation.kind === 'trouble' && trouble !== null
            ? say(trouble)
            : t(`screens.situation.${situation.kind}.text`),
      };
  }
}

/** Since when, by the channel that the sentence is about. */
function ChannelEvidence({ situation }: { situation: Situation | ChannelSituation }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const channel = channelOf(situation);
  const since = useEngineState(
    ({ health }) => health?.find((state) => state.channel === channel)?.since ?? null,
  );
  return since === null ? null : t('screens.situation.since', { at: format.clock(since, now) });
}

function channelOf(situation: Situation | ChannelSituation): Channel {
  switch (situation.kind) {
    case 'network-down':
      return 'network';
    case 'names-down':
      return 'names';
    case 'sender-asleep':
      return 'sending-program';
    case 'answers-ill':
    case 'open-api-ill':
      return situation.ill[0] ?? 'declarations';
    default:
      return 'declarations';
  }
}

/** What waits, and when it will be over; where nobody can know, that. */
function Waits({ plan }: { plan: DrainPlan | null }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const count = useSync((sync) => sync.counts.transport.queued + sync.counts.transport.sending);
  if (count === 0) return null;
  const waits = t('incidents.situation.waits', { count, n: format.count(count) });
  if (plan === null || plan.waiting === 0) return waits;
  const { end } = plan;
  if (end.known) {
    const [from, to] = [format.clock(end.span.from, now), format.clock(end.span.to, now)];
    return `${waits} ${t('incidents.situation.over', { from, to })}`;
  }
  const isUnknown = end.why === 'down' || end.why === 'unsteady';
  return isUnknown ? `${waits} ${t('incidents.situation.overUnknown')}` : waits;
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
