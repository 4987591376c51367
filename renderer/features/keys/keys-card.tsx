import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { KeyState } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './keys.module.css';

type Asked = 'passphrase' | 'recovery' | 'rotate' | null;

/** 자료의 열쇠: how it is kept, the passphrase, the recovery code, and its change. */
export function KeysCard(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('keys.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { concerns: never });
  const fetchOthers = useCallback(() => engine.call('keys.keptUnderOther', {}), [engine]);
  const others = useFetched(fetchOthers, { concerns: never });
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => {
    setAsked(null);
    again();
    others.again();
  };
  return (
    <Card title={t('keys.card.title')}>
      {value === null ? null : (
        <div className={styles['card']}>
          <Kept state={value} />
          <Stayed names={others.value?.names ?? []} />
          <div className={styles['buttons']}>
            <Button onPress={() => setAsked('passphrase')}>
              {t(value.ways.includes('passphrase') ? 'keys.card.change' : 'keys.card.set')}
            </Button>
            <Button isDisabled={value.ways.length === 0} onPress={() => setAsked('recovery')}>
              {t('keys.card.recovery')}
            </Button>
            <Button onPress={() => setAsked('rotate')}>{t('keys.card.rotate')}</Button>
          </div>
          {asked === 'passphrase' ? (
            <PassphraseDialog hasOne={value.ways.includes('passphrase')} onClose={close} />
          ) : null}
          {asked === 'recovery' ? (
            <RecoveryDialog
              hasOne={value.ways.includes('recovery')}
              hasPassphrase={value.ways.includes('passphrase')}
              onClose={close}
            />
          ) : null}
          {asked === 'rotate' ? <RotateDialog onClose={close} /> : null}
        </div>
      )}
    </Card>
  );
}

function Kept({ state: { ways, fingerprint } }: { state: KeyState }): ReactNode {
  const { t } = useText();
  return (
    <>
      {ways.length === 0 ? (
        <Notice tone="warn" sign="alert">
          {t('keys.card.plain')}
        </Notice>
      ) : (
        <p>{t('keys.card.ways', { ways: ways.map((way) => t(`keys.way.${way}`)).join(', ') })}</p>
      )}
      {ways.length > 0 && !ways.includes('recovery') ? (
        <Notice tone="accent" sign="alert">
          {t('keys.card.noRecovery')}
        </Notice>
      ) : null}
      <p>
        {t('keys.card.fingerprint')} <code>{fingerprint}</code>
      </p>
    </>
  );
}

function PassphraseDialog({
  hasOne,
  onClose,
}: {
  hasOne: boolean;
  onClose: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [differs, setDiffers] = useState(false);
  return (
    <Dialog
      title={t(hasOne ? 'keys.card.change' : 'keys.card.set')}
      onClose={onClose}
      actions={null}
    >
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const passphrase = textOf(data, 'passphrase');
          if (passphrase !== textOf(data, 'again')) {
            setDiffers(true);
            return;
          }
          const current = hasOne ? textOf(data, 'current') : null;
          engine
            .call('keys.setPassphrase', { current, passphrase })
            .then(onClose, (error: unknown) => setProblem(problemOf(error)));
        }}
      >
        <p>{t('keys.passphrase.about')}</p>
        {hasOne ? <Secret name="current" label={t('keys.passphrase.current')} hint="" /> : null}
        <Secret
          name="passphrase"
          label={t('keys.passphrase.new')}
          hint={t('keys.passphrase.newHint')}
        />
        <Secret
          name="again"
          label={t('keys.passphrase.again')}
          hint={t('keys.passphrase.againHint')}
          problem={differs ? t('keys.passphrase.differs') : undefined}
          onMend={() => setDiffers(false)}
        />
        {problem === null ? null : (
          <Notice tone="bad" sign="alert">
            {say(problem)}
          </Notice>
        )}
        <div className={styles['buttons']}>
          <Button kind="main" type="submit">
            {t('keys.card.set')}
          </Button>
          <Button onPress={onClose}>{t('keys.card.stop')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}

const nothing = (): void => undefined;

function Secret({
  name,
  label,
  hint,
  problem,
  onMend = nothing,
}: {
  name: string;
  label: string;
  hint: string;
  problem?: string | undefined;
  onMend?: (text: string) => void;
}): ReactNode {
  return (
    <Field
      name={name}
      type="password"
      label={label}
      hint={hint}
      problem={problem}
      onMend={onMend}
      maxLength={200}
    />
  );
}

/** Shown once: closing it is the end of the code on this computer. */
function RecoveryDialog({
  hasOne,
  hasPassphrase,
  onClose,
}: {
  hasOne: boolean;
  hasPassphrase: boolean;
  onClose: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [current, setCurrent] = useState('');
  const make = (): void => {
    setProblem(null);
    engine.call('keys.makeRecoveryCode', { current: current === '' ? null : current }).then(
      (made) => setCode(made.code),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <Dialog
      title={t('keys.way.recovery')}
      onClose={onClose}
      actions={
        code === null ? (
          <>
            <Button onPress={onClose}>{t('keys.card.stop')}</Button>
            <Button kind="main" onPress={make}>
              {t('keys.recovery.make')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => globalThis.print()}>{t('keys.recovery.print')}</Button>
            <Button kind="main" onPress={onClose}>
              {t('keys.recovery.written')}
            </Button>
          </>
        )
      }
    >
      <p>{t(hasOne ? 'keys.recovery.aboutNew' : 'keys.recovery.about')}</p>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {code === null && hasPassphrase ? (
        <Secret
          name="current"
          label={t('keys.passphrase.current')}
          hint={t('keys.passphrase.hint')}
          onMend={setCurrent}
        />
      ) : null}
      {code === null ? null : <code className={styles['code']}>{code}</code>}
    </Dialog>
  );
}

function RotateDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [state, setState] = useState<'idle' | 'working' | 'done' | Problem>('idle');
  const [stayed, setStayed] = useState<readonly string[]>([]);
  const rotate = (): void => {
    setState('working');
    engine.call('keys.rotate', {}).then(
      (rotated) => {
        setStayed(rotated.stayed);
        setState('done');
      },
      (error: unknown) => setState(problemOf(error)),
    );
  };
  return (
    <Dialog
      title={t('keys.card.rotate')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            {t(state === 'done' ? 'keys.card.close' : 'keys.card.stop')}
          </Button>
          {state === 'done' ? null : (
            <Button kind="main" isDisabled={state === 'working'} onPress={rotate}>
              {t('keys.rotate.do')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['form']}>
        {state === 'done' ? null : (
          <>
            <p>{t('keys.rotate.about')}</p>
            <p>{t('keys.rotate.backups')}</p>
          </>
        )}
        {typeof state === 'string' ? (
          <p role="status">
            {state === 'working' ? t('keys.rotate.working') : null}
            {state === 'done' ? t('keys.rotate.done') : null}
          </p>
        ) : (
          <Notice tone="bad" sign="alert">
            {say(state)}
          </Notice>
        )}
        <Stayed names={stayed} />
      </div>
    </Dialog>
  );
}

/** Kept copies that a key of old still opens. */
function Stayed({ names }: { names: readonly string[] }): ReactNode {
  const { t } = useText();
  if (names.length === 0) return null;
  return (
    <Notice tone="warn" sign="alert">
      <p>{t('keys.rotate.stayed', { count: names.length })}</p>
      <ul className={styles['names']}>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
