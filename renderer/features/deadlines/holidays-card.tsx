import { useCallback, useState, type ReactNode } from 'react';
import type { HolidaysView } from '../../../shared/contract/index.ts';
import type { OfficeHolidays } from '../../../shared/deadlines/holidays.ts';
import type { Problem } from '../../../shared/errors.ts';
import { koreanDate, weekday, type CivilDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { AddHoliday } from './add-holiday.tsx';
import { holidayInWords } from './day-off.ts';
import styles from './holidays-card.module.css';

/** 공휴일: the official list of a year, with what the office adds to it and takes out. */
export function HolidaysCard(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [year, setYear] = useState(() => Number(koreanDate(engineNow()).slice(0, 4)));
  const fetch = useCallback(() => engine.call('holidays.get', { year }), [engine, year]);
  const { value, again } = useFetched(fetch, { concerns: never });
  const [problem, setProblem] = useState<Problem | null>(null);

  const save = async (office: OfficeHolidays): Promise<void> => {
    await engine.call('holidays.set', office);
    again();
  };
  const change = (office: OfficeHolidays): void => {
    setProblem(null);
    save(office).catch((error: unknown) => setProblem(problemOf(error)));
  };

  return (
    <Card title={t('deadlines.table.title')}>
      <div className={styles['text']}>
        <p>{t('deadlines.table.text')}</p>
        {value === null ? null : (
          <p>{t('deadlines.table.published', { until: value.publishedUntil })}</p>
        )}
      </div>
      <div className={styles['year']}>
        <Button
          kind="quiet"
          aria-label={`${t('deadlines.table.year')} ${year - 1}`}
          isDisabled={year <= 2018}
          onPress={() => setYear(year - 1)}
        >
          ‹
        </Button>
        <b>{year}</b>
        <Button
          kind="quiet"
          aria-label={`${t('deadlines.table.year')} ${year + 1}`}
          isDisabled={year >= 2099}
          onPress={() => setYear(year + 1)}
        >
          ›
        </Button>
        {value === null || value.source === 'published' ? null : (
          <span>{t(`deadlines.holidays.${value.source}`)}</span>
        )}
      </div>
      {value === null || value.year !== year ? null : <Days view={value} onChange={change} />}
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {value === null ? null : (
        <AddHoliday
          onAdd={({ date, name }) =>
            save({
              added: [...value.office.added, { date, name }],
              removed: value.office.removed.filter((other) => other !== date),
            })
          }
        />
      )}
    </Card>
  );
}

function Days({
  view: { days, office },
  onChange,
}: {
  view: HolidaysView;
  onChange: (office: OfficeHolidays) => void;
}): ReactNode {
  const { t } = useText();
  const { added, removed } = office;
  const drop = (date: CivilDate): OfficeHolidays => ({
    added: added.filter((each) => each.date !== date),
    removed,
  });
  return (
    <ul className={styles['days']}>
      {days.map((day) => {
        const { date } = day;
        const name = day.from === 'office' ? day.name : holidayInWords(t, day.name);
        const words = { date, name };
        return (
          <li key={date} data-removed={day.removed}>
            <span>{date}</span>
            <small>{t(`deadlines.month.weekdays.d${weekdayOf(date)}`)}</small>
            <span className={styles['name']}>
              {name}
              {day.from === 'office' ? <em>{t('deadlines.table.fromOffice')}</em> : null}
              {day.removed ? <em>{t('deadlines.table.removed')}</em> : null}
            </span>
            {day.removed ? (
              <Button
                kind="quiet"
                aria-label={t('deadlines.table.restore', words)}
                onPress={() => onChange({ added, removed: removed.filter((one) => one !== date) })}
              >
                {t('deadlines.table.restoreWord')}
              </Button>
            ) : (
              <Button
                kind="quiet"
                aria-label={t('deadlines.table.remove', words)}
                onPress={() =>
                  onChange(
                    day.from === 'office' ? drop(date) : { added, removed: [...removed, date] },
                  )
                }
              >
                {t('deadlines.table.removeWord')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const places = [0, 1, 2, 3, 4, 5, 6] as const;
const weekdayOf = (date: CivilDate): (typeof places)[number] => places[weekday(date)] ?? 0;
