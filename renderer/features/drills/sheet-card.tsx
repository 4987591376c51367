import { useCallback, useEffect, type ReactNode } from 'react';
import {
  couldBeHelped,
  isClean,
  type DrillHint,
  type DrillSheet,
  type LimitResult,
} from '../../../shared/drill/sheet.ts';
import { createFormats } from '../../app/formats.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText, type Text } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './drills.module.css';
import { actWords } from './act-words.ts';

/** The comparison is made after the end: it is looked for until it is there. */
const lookEveryMs = 2000;

/** 채점표: lost, doubled, late, what was done, and what might have been done sooner. */
export function SheetCard({ id }: { id: string }): ReactNode {
  const { say } = useText();
  const engine = useEngine();
  const { value, problem, again } = useFetched(
    useCallback(() => engine.call('drill.sheet', { id }), [engine, id]),
    { concerns: never },
  );
  const isComparing = value !== null && value.automatic === null;
  useEffect(() => {
    if (!isComparing) return undefined;
    const timer = setInterval(again, lookEveryMs);
    return () => clearInterval(timer);
  });
  if (problem !== null)
    return (
      <Notice tone="bad" sign="alert">
        {say(problem)}
      </Notice>
    );
  return value === null ? null : <Sheet sheet={value} />;
}

function Sheet({ sheet }: { sheet: DrillSheet }): ReactNode {
  const { t, format } = useText();
  return (
    <>
      <Notice tone={isClean(sheet) ? 'accent' : 'bad'} sign={isClean(sheet) ? 'check' : 'alert'}>
        <b>{t(isClean(sheet) ? 'drill.sheet.clean' : 'drill.sheet.notClean')}</b>
        {sheet.isWhole ? null : <span> {t('drill.sheet.notWhole')}</span>}
        {[...sheet.lost, ...sheet.doubled].map((one) => {
          const name = 'reference' in one ? one.reference : one.subject;
          return (
            <p key={`${name} ${one.why}`}>
              {name}: {t(`drill.why.${one.why}`)}
            </p>
          );
        })}
      </Notice>
      <Card title={t('drill.sheet.title')} aside={t(`drill.scenario.${sheet.scenario}`)}>
        <table className={styles['table']} data-tallies>
          <thead>
            <tr>
              <th scope="col" aria-label={t('drill.columns.result')} />
              <th scope="col" data-number>
                {t('drill.columns.byPerson')}
              </th>
              <th scope="col" data-number>
                {t('drill.columns.automatic')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('drill.sheet.lost')}</th>
              <td data-number>{format.count(sheet.lost.length)}</td>
              <td data-number>–</td>
            </tr>
            <tr>
              <th scope="row">{t('drill.sheet.doubled')}</th>
              <td data-number>{format.count(sheet.doubled.length)}</td>
              <td data-number>–</td>
            </tr>
            {tallies.map(([name, words]) => (
              <tr key={name}>
                <th scope="row">{t(`drill.sheet.${words}`)}</th>
                <td data-number>{format.count(sheet.tallies[name])}</td>
                <td data-number>
                  {sheet.automatic === null ? '–' : format.count(sheet.automatic[name])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {sheet.automatic === null ? (
          <p className={styles['told']}>{t('drill.sheet.comparing')}</p>
        ) : null}
      </Card>
      <div className={styles['pair']}>
        <Card title={t('drill.sheet.hints')}>
          <Hints hints={sheet.hints} />
        </Card>
        <Card title={t('drill.sheet.acts')} aside={format.count(sheet.acts.length)}>
          <Acts sheet={sheet} />
        </Card>
      </div>
      <Card title={t('drill.sheet.limits')} aside={format.count(sheet.limits.length)}>
        <Limits limits={sheet.limits} />
      </Card>
    </>
  );
}

const tallies = [
  ['taken', 'takenCount'],
  ['waiting', 'stillWaiting'],
  ['inTime', 'inTime'],
  ['late', 'late'],
  ['avoidable', 'avoidable'],
] as const;

function Hints({ hints }: { hints: readonly DrillHint[] }): ReactNode {
  const { t } = useText();
  if (hints.length === 0) return <p className={styles['told']}>{t('drill.sheet.noHints')}</p>;
  return (
    <ul className={styles['hints']}>
      {hints.map((hint) => (
        <li key={hint.is}>{hintWords(t, hint)}</li>
      ))}
    </ul>
  );
}

function hintWords(t: Text['t'], hint: DrillHint): string {
  switch (hint.is) {
    case 'credentials-late':
      return hint.minutes === null
        ? t('drill.hint.credentials-never')
        : t('drill.hint.credentials-late', { minutes: hint.minutes });
    case 'sent-now-in-vain':
      return t('drill.hint.sent-now-in-vain', { count: hint.times });
    case 'recheck-lay':
    case 'refused-lay':
    case 'not-sent-now':
      return t(`drill.hint.${hint.is}`, { count: hint.filings, minutes: hint.minutes });
    case 'urgent-not-marked':
    case 'held-forgotten':
      return t(`drill.hint.${hint.is}`, { count: hint.filings });
  }
}

function Acts({ sheet }: { sheet: DrillSheet }): ReactNode {
  const text = useText();
  if (sheet.acts.length === 0)
    return <p className={styles['told']}>{text.t('drill.sheet.noActs')}</p>;
  return (
    <table className={styles['table']}>
      <tbody>
        {sheet.acts.map((act, at) => (
          // eslint-disable-next-line react/no-array-index-key -- acts never change their order
          <tr key={`${act.at}-${at}`}>
            <td>{text.format.clock(act.at, sheet.from)}</td>
            <td>{actWords(text, act)}</td>
            <td>{act.filings === 0 ? null : text.t('drill.actFilings', { count: act.filings })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Limits({ limits }: { limits: readonly LimitResult[] }): ReactNode {
  const { t, language } = useText();
  const format = createFormats(language, t);
  if (limits.length === 0) return <p className={styles['told']}>{t('drill.sheet.noLimits')}</p>;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {(['by', 'rule', 'filing', 'taken', 'result', 'why'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`drill.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {limits
          .toSorted((a, b) => a.by - b.by)
          .map((limit) => (
            <tr key={limit.reference}>
              <td>{format.clock(limit.by, limit.arrivedAt)}</td>
              <td>{t(`drill.rule.${limit.rule}`)}</td>
              <td>{limit.reference}</td>
              <td>{limit.takenAt === null ? '–' : format.clock(limit.takenAt, limit.by)}</td>
              <td>
                <b className={limit.verdict === 'late' ? styles['late'] : undefined}>
                  {t(`drill.verdict.${limit.verdict}`)}
                </b>
              </td>
              <td>{limit.because === null ? null : <Because because={limit.because} />}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Because({ because }: { because: NonNullable<LimitResult['because']> }): ReactNode {
  const { t } = useText();
  return (
    <>
      {t(`drill.helpable.${couldBeHelped[because] ? 'yes' : 'no'}`)}
      <small> {t(`drill.because.${because}`)}</small>
    </>
  );
}
