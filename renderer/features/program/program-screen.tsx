import { useCallback, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { CardScreen } from '../../components/card-screen.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Sign } from '../../components/sign.tsx';
import { DiagnosticsCard } from './diagnostics-card.tsx';
import { programRows } from './program-rows.ts';
import styles from './program-screen.module.css';

/** 프로그램 상태: how Naru on this computer is, and how much room it has. */
export function ProgramScreen(): ReactNode {
  const text = useText();
  const { t, say } = text;
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('program.get', {}), [engine]);
  const { value, problem: unread, again } = useFetched(fetch, { concerns: never });
  const [isChecking, setChecking] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const problem = failed ?? unread;

  const check = async (): Promise<void> => {
    setChecking(true);
    setFailed(null);
    try {
      await engine.call('program.check', {});
    } catch (error) {
      setFailed(problemOf(error));
    } finally {
      setChecking(false);
      again();
    }
  };

  return (
    <CardScreen className={styles['screen']}>
      <Card
        title={t('program.title')}
        aside={
          <Button kind="quiet" onPress={again}>
            {t('program.again')}
          </Button>
        }
      >
        <p className={styles['text']}>{t('program.text')}</p>
        {problem === null ? null : (
          <Notice tone="bad" sign="alert">
            {say(problem)}
          </Notice>
        )}
        {value === null ? (
          <p className={styles['text']}>{t('program.reading')}</p>
        ) : (
          <table className={styles['table']}>
            <tbody>
              {programRows(value, text, value.now).map(({ name, value: is, note, tone }) => (
                <tr key={name} data-tone={tone}>
                  <th scope="row">{name}</th>
                  <td>
                    {tone === 'plain' ? null : <Sign name="alert" size={13} />}
                    {is}
                  </td>
                  <td>{note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className={styles['foot']}>
          <Button onPress={() => void check()} isDisabled={isChecking}>
            {t(isChecking ? 'program.check.running' : 'program.check.button')}
          </Button>
          <p>{t('program.check.text')}</p>
        </div>
      </Card>
      <DiagnosticsCard />
    </CardScreen>
  );
}
