import { useCallback, useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { AuthoritiesForm } from './authorities-form.tsx';
import { CertificateForm } from './certificate-form.tsx';
import { ProxyForm } from './proxy-form.tsx';
import styles from './settings-screen.module.css';

/** 프록시와 인증서: the way out of the office. Practice stays on this computer and needs none. */
export function ConnectionCard({ mode }: { mode: Mode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('connection.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { concerns: never });
  return (
    <Card title={t('desktop.way.title')}>
      {mode === 'practice' ? (
        <p className={styles['form']}>{t('desktop.way.inPractice')}</p>
      ) : value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <>
          <ProxyForm view={value} onSaved={again} />
          <AuthoritiesForm view={value} onSaved={again} />
          <CertificateForm view={value} onSaved={again} />
          <Try />
        </>
      )}
    </Card>
  );
}

type Tried = CallOutput<'connection.try'> | 'trying' | Problem | null;

/** Connects as a filing would, without sending anything. */
function Try(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [tried, setTried] = useState<Tried>(null);
  function words(): string {
    if (tried === null) return '';
    if (tried === 'trying') return t('desktop.way.trying');
    if ('code' in tried) return say(tried);
    const ways = tried.by.map((way) => (way === 'direct' ? t('desktop.way.straight') : way));
    const by = ways.length === 0 ? t('desktop.way.straight') : ways.join(' → ');
    return tried.cause === null
      ? t('desktop.way.reached', { by })
      : t('desktop.way.notReached', { by, cause: t(`states.cause.${tried.cause}`) });
  }
  const isBad = tried !== null && tried !== 'trying' && ('code' in tried || tried.cause !== null);
  return (
    <div className={styles['form']}>
      <div className={styles['save']}>
        <Button
          isDisabled={tried === 'trying'}
          onPress={() => {
            setTried('trying');
            engine
              .call('connection.try', {})
              .then(setTried, (error: unknown) => setTried(problemOf(error)));
          }}
        >
          {t('desktop.way.try')}
        </Button>
        <span role="status" className={isBad ? styles['problem'] : undefined}>
          {words()}
        </span>
      </div>
    </div>
  );
}
