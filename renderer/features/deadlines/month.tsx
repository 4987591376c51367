import { useCallback, useState, type ReactNode } from 'react';
import type { MonthDay } from '../../../shared/contract/index.ts';
import { koreanDate, weekday, type CivilDate } from '../../../shared/time.ts';
import { useNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { offInWords } from './day-off.ts';
import styles from './month.module.css';

const weekdays = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'] as const;

/** A month with what is due on each day, and its holidays by name. */
export function Month({
  chosen,
  onChoose,
}: {
  chosen: CivilDate | null;
  onChoose: (day: CivilDate | null) => void;
}): ReactNode {
  const { t } = useText();
  const today = koreanDate(useNow(60_000));
  const [month, setMonth] = useState(() => today.slice(0, 7));
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('deadlines.month', { month }), [engine, month]);
  const { value } = useFetched(fetch, { restMs: 1000 });
  const [year = '', number = ''] = month.split('-');
  const shown = value !== null && value.days[0]?.date.startsWith(month) === true ? value : null;
  return (
    <section className={styles['month']} aria-label={t('deadlines.month.title')}>
      <header>
        <h3>{t('deadlines.month.name', { year, month: Number(number) })}</h3>
        {shown !== null && shown.holidays !== 'published' ? (
          <small>{t('deadlines.month.estimated')}</small>
        ) : null}
        <Button
          kind="quiet"
          aria-label={t('deadlines.month.before')}
          onPress={() => setMonth(monthAfter(month, -1))}
        >
          ‹
        </Button>
        <Button
          kind="quiet"
          aria-label={t('deadlines.month.after')}
          onPress={() => setMonth(monthAfter(month, 1))}
        >
          ›
        </Button>
      </header>
      <table>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col">
                {t(`deadlines.month.weekdays.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(shown?.days ?? []).map((week, at) => (
            <tr key={week.find((day) => day !== null)?.date ?? at}>
              {week.map((day, place) => (
                <td key={weekdays[place]}>
                  {day === null ? null : (
                    <Day
                      day={day}
                      today={today}
                      isChosen={day.date === chosen}
                      onChoose={onChoose}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Day({
  day: { date, toFile, supplement, loading, off },
  today,
  isChosen,
  onChoose,
}: {
  day: MonthDay;
  today: CivilDate;
  isChosen: boolean;
  onChoose: (day: CivilDate | null) => void;
}): ReactNode {
  const { t, format } = useText();
  const n = toFile + supplement + loading;
  const words = off === null ? null : offInWords(t, off);
  const name = off?.kind === 'saturday' || off?.kind === 'sunday' ? null : words;
  const label =
    words === null
      ? t('deadlines.month.day', { date, n: format.count(n) })
      : t('deadlines.month.dayOff', { date, off: words, n: format.count(n) });
  return (
    <button
      type="button"
      className={styles['day']}
      aria-label={label}
      aria-pressed={isChosen}
      disabled={n === 0}
      data-off={off !== null}
      data-today={date === today}
      data-late={n > 0 && date < today}
      title={
        supplement + loading === 0 ? undefined : t('deadlines.month.more', { supplement, loading })
      }
      onClick={() => onChoose(isChosen ? null : date)}
    >
      <span className={styles['date']}>{Number(date.slice(8))}</span>
      {n === 0 ? null : (
        <b>
          {date < today ? <Sign name="alert" size={10} /> : null}
          {format.count(n)}
        </b>
      )}
      {name === null ? null : <small>{name}</small>}
    </button>
  );
}

function weeksOf(days: readonly MonthDay[]): (MonthDay | null)[][] {
  const [first] = days;
  if (first === undefined) return [];
  const cells = [...Array.from({ length: weekday(first.date) }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] ?? null),
  );
}

function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
