import type { KeyboardEvent, ReactNode } from 'react';
import type { Channel, ChannelState } from '../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Ago } from '../../components/moment.tsx';
import { Sign } from '../../components/sign.tsx';
import { channelGroups, gradeLooks } from './grades.ts';
import styles from './health-screen.module.css';

interface TableProps {
  states: readonly ChannelState[];
  shown: Channel;
  onShow: (channel: Channel) => void;
}

/** A row for each channel, from this computer outwards; a click shows its history. */
export function ChannelTable({ states, shown, onShow }: TableProps): ReactNode {
  const { t } = useText();
  const byChannel = new Map(states.map((state) => [state.channel, state]));
  return (
    <table className={styles['table']} aria-label={t('health.list')}>
      <thead>
        <tr>
          <th scope="col">{t('health.columns.channel')}</th>
          <th scope="col">{t('health.columns.grade')}</th>
          <th scope="col">{t('health.columns.since')}</th>
          <th scope="col">{t('health.columns.lastSuccess')}</th>
          <th scope="col" title={t('health.columns.latency')}>
            {t('health.columns.p50')}
          </th>
          <th scope="col" title={t('health.columns.latency')}>
            {t('health.columns.p95')}
          </th>
          <th scope="col" title={t('health.columns.latency')}>
            {t('health.columns.p99')}
          </th>
          <th scope="col">{t('health.columns.samples')}</th>
          <th scope="col">{t('health.columns.failure')}</th>
        </tr>
      </thead>
      {channelGroups.map(({ name, channels }) => (
        <tbody key={name} aria-label={t(`health.groups.${name}`)}>
          <tr className={styles['group']}>
            <th scope="rowgroup" colSpan={9}>
              {t(`health.groups.${name}`)}
            </th>
          </tr>
          {channels.map((channel) => {
            const state = byChannel.get(channel);
            if (state === undefined) return null;
            return (
              <Row
                key={channel}
                state={state}
                isShown={channel === shown}
                onShow={() => onShow(channel)}
              />
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function Row({
  state,
  isShown,
  onShow,
}: {
  state: ChannelState;
  isShown: boolean;
  onShow: () => void;
}): ReactNode {
  const { t, format } = useText();
  const { channel, grade, confidence, since, lastSuccessAt, lastFailure, latency } = state;
  const { tone, sign } = gradeLooks[grade];
  return (
    <tr data-channel={channel} data-grade={grade} data-shown={isShown}>
      <th scope="row">
        <button
          type="button"
          aria-pressed={isShown}
          title={t(`health.about.${channel}`)}
          onClick={onShow}
          onKeyDown={moveFocus}
        >
          {t(`health.channels.${channel}`)}
        </button>
      </th>
      <td>
        <span className={styles['grade']} data-tone={tone}>
          <Sign name={sign} /> {t(`health.grades.${grade}`)}
        </span>
        {grade === 'unknown' ? null : <small>{t(`health.confidence.${confidence}`)}</small>}
      </td>
      <td>{since === null ? '–' : <Since at={since} />}</td>
      <td>{lastSuccessAt === null ? t('health.never') : <Ago at={lastSuccessAt} />}</td>
      {(['p50', 'p95', 'p99'] as const).map((name) => (
        <td key={name} className={styles['number']}>
          {latency === null ? '–' : format.seconds(latency[name])}
        </td>
      ))}
      <td className={styles['number']}>{format.count(state.samples)}</td>
      <td {...(lastFailure === null ? {} : { title: t(`states.cause.${lastFailure.cause}`) })}>
        {lastFailure === null ? (
          t('health.never')
        ) : (
          <>
            <Ago at={lastFailure.at} />
            <small>{t(`states.cause.${lastFailure.cause}`)}</small>
          </>
        )}
      </td>
    </tr>
  );
}

function Since({ at }: { at: EpochMs }): ReactNode {
  const { t, format } = useText();
  return t('screens.time.from', { at: format.clock(at, useNow(60_000)) });
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const table = event.currentTarget.closest('table');
  const buttons = [...(table?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  const next = buttons[at + step];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
