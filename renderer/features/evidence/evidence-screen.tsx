import { useCallback, type ReactNode } from 'react';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { CardScreen } from '../../components/card-screen.tsx';
import { Card } from '../../components/card.tsx';
import { Contents } from './contents.tsx';
import styles from './evidence-screen.module.css';
import { MakeForm } from './make-form.tsx';
import { Making } from './making.tsx';
import { useMaking } from './use-making.ts';

/** 증빙: what was tried and measured in a span, made into a pack that anybody can check. */
export function EvidenceScreen(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const mode = useSync((sync) => sync.mode);
  const [making, make, stop] = useMaking();
  const fetchKey = useCallback(() => engine.call('evidence.key', {}), [engine]);
  const key = useFetched(fetchKey, { concerns: never });
  const fetchIncidents = useCallback(() => engine.call('evidence.incidents', {}), [engine]);
  const incidents = useFetched(fetchIncidents, { concerns: never });
  const made = making.is === 'made' ? making.made : null;
  return (
    <CardScreen>
      <div className={styles['head']}>
        <h1>{t('evidence.title')}</h1>
        <p>{t('evidence.intro')}</p>
      </div>
      <div className={styles['columns']}>
        <MakeForm
          incidents={incidents.value?.incidents ?? []}
          folder={key.value?.folder ?? ''}
          isBusy={making.is === 'busy'}
          onMake={(wanted) => void make(wanted)}
        />
        <div className={styles['column']}>
          <Making making={making} onStop={stop} />
          <Contents />
          <Card title={t('evidence.key.title')}>
            <div className={styles['body']}>
              <Fingerprint of={made?.fingerprint ?? key.value?.fingerprint ?? null} />
              {mode === 'practice' ? <p>{t('evidence.key.practice')}</p> : null}
            </div>
          </Card>
        </div>
      </div>
    </CardScreen>
  );
}

function Fingerprint({ of }: { of: string | null }): ReactNode {
  const { t } = useText();
  if (of === null) return <p>{t('evidence.key.none')}</p>;
  return (
    <>
      <code className={styles['fingerprint']}>{of}</code>
      <p>{t('evidence.key.hint')}</p>
    </>
  );
}
