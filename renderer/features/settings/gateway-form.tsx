import { useCallback, useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { FolderGatewayForm } from './folder-gateway-form.tsx';
import { HttpGatewayForm } from './http-gateway-form.tsx';
import styles from './settings-screen.module.css';

const ways = ['http', 'folder'] as const;

/** 중앙시스템 연결: by which way filings go out. */
export function GatewayForm({ mode }: { mode: Mode }): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('screens.settings.gateway')}>
      {mode === 'practice' ? <PracticeGateway /> : <RealGateway />}
    </Card>
  );
}

/** Practice has a central system of its own; there is nothing to set. */
function PracticeGateway(): ReactNode {
  const { t } = useText();
  const url = useEngineState((state) => state.practice?.url ?? null);
  return (
    <div className={styles['form']}>
      <p>{t('screens.settings.practiceGateway')}</p>
      {url === null ? null : <code className={styles['url']}>{url}</code>}
    </div>
  );
}

function RealGateway(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('gateway.get', {}), [engine]);
  const { value: gateway, again } = useFetched(fetch, { concerns: never });
  if (gateway === null) return <p className={styles['form']}>{t('screens.settings.reading')}</p>;
  return <Ways gateway={gateway} onSaved={again} />;
}

function Ways({
  gateway,
  onSaved,
}: {
  gateway: CallOutput<'gateway.get'>;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const [way, setWay] = useState<(typeof ways)[number]>(
    gateway.is === 'folder' ? 'folder' : 'http',
  );
  return (
    <>
      <div className={styles['choice']}>
        <Choice
          label={t('settings.gatewayKind.label')}
          options={ways.map((value) => ({ value, words: t(`settings.gatewayKind.${value}`) }))}
          value={way}
          onChange={setWay}
        />
        <p>{t(`settings.gatewayKind.${way}Text`)}</p>
        {gateway.is === 'none' ? <p>{t('settings.gatewayKind.none')}</p> : null}
      </div>
      {way === 'http' ? (
        <HttpGatewayForm gateway={gateway.is === 'http' ? gateway : null} onSaved={onSaved} />
      ) : (
        <FolderGatewayForm
          folders={gateway.is === 'folder' ? gateway.folders : null}
          onSaved={onSaved}
        />
      )}
    </>
  );
}
