import { useState, type ReactNode } from 'react';
import type { Channel, ChannelState } from '../../../shared/sync/channels.ts';
import { useText } from '../../app/text.tsx';
import { CardScreen } from '../../components/card-screen.tsx';
import { Card } from '../../components/card.tsx';
import { ChannelTable } from './channel-table.tsx';
import { ChannelTrend } from './channel-trend.tsx';
import styles from './health-screen.module.css';
import { OwnWord } from './own-word.tsx';
import { useHealth } from './use-health.ts';

/** 통로 상태: how each way to the central system is, and was, by our own measurements. */
export function HealthScreen(): ReactNode {
  const { t, say } = useText();
  const { states, problem } = useHealth();
  const [chosen, setChosen] = useState<Channel | null>(null);
  const shown = chosen ?? worstOf(states ?? []);
  return (
    <CardScreen>
      <Card title={t('health.nav')}>
        <p className={styles['text']}>{problem === null ? t('health.text') : say(problem)}</p>
        {states === null ? null : <ChannelTable states={states} shown={shown} onShow={setChosen} />}
      </Card>
      {states === null ? null : <ChannelTrend channel={shown} />}
      <OwnWord />
    </CardScreen>
  );
}

const severity = { stopped: 4, degraded: 3, slow: 2, working: 1, unknown: 0 } as const;

/** What one looks for first. */
function worstOf(states: readonly ChannelState[]): Channel {
  const [worst] = states.toSorted((a, b) => severity[b.grade] - severity[a.grade]);
  return worst === undefined || severity[worst.grade] < 2 ? 'declarations' : worst.channel;
}
