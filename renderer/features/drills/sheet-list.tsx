import { useCallback, type ReactNode } from 'react';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import styles from './drills.module.css';

/** Earlier drills, the newest first. */
export function SheetList(): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const { value, again } = useFetched(
    useCallback(() => engine.call('drill.sheets', {}), [engine]),
    { concerns: never },
  );
  return (
    <Card title={t('drill.sheet.list')} aside={value === null ? '' : format.count(value.length)}>
      {value === null || value.length === 0 ? (
        <p className={styles['told']}>{t('drill.sheet.none')}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('drill.columns.date')}</th>
              <th scope="col">{t('drill.columns.scenario')}</th>
              <th scope="col" data-number>
                {t('drill.columns.lost')}
              </th>
              <th scope="col" data-number>
                {t('drill.columns.doubled')}
              </th>
              <th scope="col" data-number>
                {t('drill.columns.late')}
              </th>
              <th scope="col" data-number>
                {t('drill.columns.couldHelp')}
              </th>
              <th scope="col" aria-label={t('drill.sheet.remove')} />
            </tr>
          </thead>
          <tbody>
            {value.map((row) => (
              <tr key={row.id}>
                <td>
                  <a href={addressOf({ screen: 'drills', sheet: row.id })}>
                    {format.clock(row.ended, engineNow())}
                  </a>
                </td>
                <td>{t(`drill.scenario.${row.scenario}`)}</td>
                <td data-number>{format.count(row.lost)}</td>
                <td data-number>{format.count(row.doubled)}</td>
                <td data-number>{format.count(row.tallies.late)}</td>
                <td data-number>{format.count(row.tallies.avoidable)}</td>
                <td>
                  <Button
                    kind="quiet"
                    onPress={() =>
                      void engine.call('drill.remove', { id: row.id }).then(again, again)
                    }
                  >
                    {t('drill.sheet.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
