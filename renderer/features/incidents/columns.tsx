import type { ReactNode } from 'react';
import type { IncidentRow } from '../../../shared/contract/index.ts';
import type { ChannelGrade } from '../../../shared/sync/channels.ts';
import type { IncidentSide } from '../../../shared/sync/incidents.ts';
import { engineNow, useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Badge, type Look } from '../../components/state-badge.tsx';
import styles from './incidents.module.css';

const gradeLooks: Record<ChannelGrade, Look> = {
  unknown: { tone: 'plain', sign: 'question' },
  working: { tone: 'plain', sign: 'steady' },
  slow: { tone: 'warn', sign: 'clock' },
  degraded: { tone: 'warn', sign: 'alert' },
  stopped: { tone: 'bad', sign: 'cross' },
};

const sideLooks: Record<IncidentSide, Look> = {
  ours: { tone: 'accent', sign: 'disk' },
  line: { tone: 'unknown', sign: 'plug' },
  central: { tone: 'wait', sign: 'inbox' },
  unclear: { tone: 'plain', sign: 'question' },
};

/** How bad it was, in a word with its sign. */
export function GradeBadge({ grade }: { grade: ChannelGrade }): ReactNode {
  const { t } = useText();
  return <Badge look={gradeLooks[grade]}>{t(`incidents.grade.${grade}`)}</Badge>;
}

/** On whose side it was, in a word with its sign. */
export function SideBadge({ side }: { side: IncidentSide }): ReactNode {
  const { t } = useText();
  return <Badge look={sideLooks[side]}>{t(`incidents.side.${side}`)}</Badge>;
}

/** How long it lasted, or has lasted so far. */
export function Lasted({ of }: { of: Pick<IncidentRow, 'startedAt' | 'endedAt'> }): ReactNode {
  const { format } = useText();
  const now = useNow(60_000);
  return format.span(Math.max(60_000, (of.endedAt ?? now) - of.startedAt));
}

export const incidentColumns: readonly GridColumn<IncidentRow>[] = [
  { id: 'start', title: 'incidents.columns.start', cell: ({ startedAt }) => <At at={startedAt} /> },
  {
    id: 'end',
    title: 'incidents.columns.end',
    cell: ({ endedAt }) => (endedAt === null ? <StillLasts /> : <At at={endedAt} />),
  },
  { id: 'lasted', title: 'incidents.columns.lasted', cell: (row) => <Lasted of={row} /> },
  { id: 'side', title: 'incidents.columns.side', cell: ({ side }) => <SideBadge side={side} /> },
  {
    id: 'grade',
    title: 'incidents.columns.grade',
    cell: ({ grade }) => <GradeBadge grade={grade} />,
  },
  { id: 'channels', title: 'incidents.columns.channels', cell: (row) => <Channels of={row} /> },
  {
    id: 'remarks',
    title: 'incidents.columns.remarks',
    cell: ({ remarks }) => (remarks === 0 ? '–' : remarks),
  },
];

export const incidentLayout = styles['layout'] ?? '';

function At({ at }: { at: IncidentRow['startedAt'] }): ReactNode {
  const { format } = useText();
  return format.clock(at, engineNow());
}

function StillLasts(): ReactNode {
  const { t } = useText();
  return <b>{t('incidents.lasting')}</b>;
}

function Channels({ of: { channels } }: { of: IncidentRow }): ReactNode {
  const { t } = useText();
  return channels.map((channel) => t(`incidents.channel.${channel}`)).join(', ');
}
