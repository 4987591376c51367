import { useState, type ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ConnectionView } from '../../../shared/contract/connection.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { toBase64 } from '../intake/to-base64.ts';
import styles from './settings-screen.module.css';

/** More than three authorities are told by their number. */
const mostShown = 3;

/** 사내 인증기관: whom this office believes besides, e.g. the gate that reads along. */
export function AuthoritiesForm({
  view: { authorities },
  onSaved,
}: {
  view: ConnectionView;
  onSaved: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [status, setStatus] = useState<'idle' | 'saving' | 'saved' | Problem>('idle');

  async function keep(file: File | null): Promise<void> {
    setStatus('saving');
    try {
      await engine.call('connection.setAuthorities', {
        authorities:
          file === null ? null : { name: file.name.slice(0, 200), file: await toBase64(file) },
      });
      setStatus('saved');
      onSaved();
    } catch (error) {
      setStatus(problemOf(error));
    }
  }

  const holds = authorities?.holds ?? [];
  return (
    <div className={styles['form']}>
      <div className={styles['option']}>
        <span>{t('desktop.way.own.label')}</span>
        {authorities === null ? (
          <p>{t('desktop.way.own.none')}</p>
        ) : (
          <p>{t('desktop.way.own.kept', { name: authorities.name, n: holds.length })}</p>
        )}
        {holds.slice(0, mostShown).map((each) => (
          <p key={each.subject}>{t('desktop.way.own.each', each)}</p>
        ))}
        <div className={styles['save']}>
          <FileTrigger
            acceptedFileTypes={['.pem', '.crt', '.cer', '.der']}
            onSelect={(chosen) => {
              const [file] = chosen ?? [];
              if (file !== undefined) void keep(file);
            }}
          >
            <Button isDisabled={status === 'saving'}>{t('desktop.way.own.choose')}</Button>
          </FileTrigger>
          {authorities === null ? null : (
            <Button kind="quiet" isDisabled={status === 'saving'} onPress={() => void keep(null)}>
              {t('desktop.way.own.remove')}
            </Button>
          )}
          {typeof status === 'string' ? (
            <span role="status">
              {status === 'saving' ? t('screens.settings.saving') : null}
              {status === 'saved' ? t('screens.settings.saved') : null}
            </span>
          ) : (
            <span role="alert" className={styles['problem']}>
              {say(status)}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
