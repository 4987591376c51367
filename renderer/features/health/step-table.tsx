import type { ReactNode } from 'react';
import type { HealthHistory } from '../../../shared/contract/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import styles from './health-screen.module.css';

/** The newest steps, as many as one reads. */
const most = 40;

/** The plots in figures, for who cannot see them or wants to copy them. */
export function StepTable({ history }: { history: HealthHistory }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const seconds = (ms: number | null | undefined): string =>
    ms === null || ms === undefined ? '–' : format.seconds(ms);
  const steps = history.well
    .map((well, step) => ({ step, well, ill: history.ill[step] ?? 0 }))
    .filter(({ well, ill }) => well + ill > 0)
    .toReversed()
    .slice(0, most);
  return (
    <details className={styles['figures']}>
      <summary>{t('health.plot.table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('health.plot.at')}</th>
            <th scope="col">{t('health.plot.well')}</th>
            <th scope="col">{t('health.plot.ill')}</th>
            <th scope="col">{t('health.columns.p50')}</th>
            <th scope="col">{t('health.columns.p95')}</th>
            <th scope="col">{t('health.columns.p99')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, well, ill }) => (
            <tr key={step}>
              <th scope="row">
                {format.clock(epochMs(history.from + step * history.stepMs), now)}
              </th>
              <td>{format.count(well)}</td>
              <td>{format.count(ill)}</td>
              <td>{seconds(history.p50[step])}</td>
              <td>{seconds(history.p95[step])}</td>
              <td>{seconds(history.p99[step])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
