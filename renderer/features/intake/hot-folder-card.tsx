import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './intake-screen.module.css';
import { useCounted } from './use-counted.ts';

/** Milliseconds between two looks at what came of the files. */
const lookEveryMs = 5000;

type HotFolder = CallOutput<'hotFolder.get'>;

/** 자동 가져오기 폴더: which one, whether it can be looked at, and what came of its files. */
export function HotFolderCard(): ReactNode {
  const { t, language } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('hotFolder.get', {}), [engine]);
  const { value, again } = useFetched(fetch);
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  // A file that was set aside changes no filing, and is told all the same.
  useEffect(() => {
    const timer = setInterval(() => latest.current(), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);

  const set = async (folder: string | null): Promise<void> => {
    setSaving(true);
    setProblem(null);
    try {
      await engine.call('hotFolder.set', { folder, language });
      again();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSaving(false);
    }
  };

  if (value === null)
    return (
      <Card title={t('intake.hot.title')}>
        <p className={styles['job']}>{t('screens.settings.reading')}</p>
      </Card>
    );
  return (
    <Card title={t('intake.hot.title')} aside={t(`intake.hot.${stateOf(value)}`)}>
      <div className={styles['job']}>
        <p>{t('intake.hot.about')}</p>
        <Troubles of={[value.trouble, problem]} />
        <Form
          // The field begins with what the engine has, also when that comes later.
          key={value.folder ?? ''}
          className={styles['hot'] ?? ''}
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault();
            const folder = textOf(new FormData(event.currentTarget), 'folder').trim();
            void set(folder === '' ? null : folder);
          }}
        >
          <Field
            name="folder"
            label={t('intake.hot.folder')}
            hint={t('intake.hot.folderHint')}
            problem={undefined}
            onMend={() => setProblem(null)}
            initial={value.folder ?? ''}
            maxLength={1000}
          />
          <div className={styles['commit']}>
            <Button kind="main" type="submit" isDisabled={isSaving}>
              {t(isSaving ? 'intake.hot.saving' : 'intake.hot.save')}
            </Button>
            {value.folder === null ? null : (
              <Button isDisabled={isSaving} onPress={() => void set(null)}>
                {t('intake.hot.stop')}
              </Button>
            )}
          </div>
        </Form>
        {value.folder === null && value.recent.length === 0 ? null : <Recent of={value.recent} />}
      </div>
    </Card>
  );
}

const stateOf = ({ folder, trouble }: HotFolder) =>
  folder === null ? 'none' : trouble === null ? 'watching' : 'unseen';

function Troubles({ of }: { of: readonly (Problem | null)[] }): ReactNode {
  const { say } = useText();
  const unlike = of.filter(
    (problem, at) => of.findIndex((one) => one?.code === problem?.code) === at,
  );
  return unlike.map((problem) =>
    problem === null ? null : (
      <Notice key={problem.code} tone="bad" sign="alert">
        {say(problem)}
      </Notice>
    ),
  );
}

function Recent({ of }: { of: HotFolder['recent'] }): ReactNode {
  const { t, format } = useText();
  const counted = useCounted();
  const now = useNow(60_000);
  return (
    <section className={styles['part']}>
      <h3>{t('intake.hot.recent')}</h3>
      {of.length === 0 ? (
        <p className={styles['more']}>{t('intake.hot.noneYet')}</p>
      ) : (
        <div className={styles['frame']}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('intake.hot.file')}</th>
                <th scope="col">{t('intake.hot.at')}</th>
                <th scope="col">{t('intake.hot.result')}</th>
              </tr>
            </thead>
            <tbody>
              {of.map(({ name, at, added, trouble }) => (
                <tr key={`${at} ${name}`}>
                  <td>{name}</td>
                  <td>{format.clock(at, now)}</td>
                  <td className={styles['cure']}>
                    {t('intake.hot.added', counted(added))}
                    {trouble === null ? null : ` · ${trouble}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
