import { useCallback, useState, type ReactNode } from 'react';
import type { PrivacyState, Removable } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { retentionOf } from '../../../shared/privacy/retention.ts';
import { koreanDate } from '../../../shared/time.ts';
import { lockMinutes, lockNow, setLockMinutes, useLock } from '../../app/idle-lock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { KeysCard } from '../keys/keys-card.tsx';
import styles from './privacy.module.css';

/** 개인정보: what is stored, where and how long, what may go; the key and the lock of the screen. */
export function PrivacyScreen(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('privacy.get', {}), [engine]);
  const { value, problem, again } = useFetched(fetch, { concerns: never });
  return (
    <div className={styles['screen']}>
      <h1>{t('privacy.title')}</h1>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {value === null ? null : <Stored state={value} />}
          <MaskedCard />
        </div>
        <div className={styles['column']}>
          {value === null ? null : <RemovableCard groups={value.removable} onRemoved={again} />}
          <KeysCard />
          <LockCard />
        </div>
      </div>
    </div>
  );
}

function Stored({ state: { folder, stored, places } }: { state: PrivacyState }): ReactNode {
  const { t, format } = useText();
  return (
    <Card title={t('privacy.stored.title')}>
      <div className={styles['body']}>
        <p>
          {t('privacy.stored.where')} <code>{folder}</code>
        </p>
        <table className={styles['table']}>
          <tbody>
            {stored.map(({ what, count }) => (
              <tr key={what}>
                <th scope="row">{t(`privacy.stored.what.${what}`)}</th>
                <td>{t('privacy.count', { n: format.count(count) })}</td>
              </tr>
            ))}
            {places.map(({ name, bytes }) => (
              <tr key={name}>
                <th scope="row">{t(`privacy.stored.place.${placeWords[name]}`)}</th>
                <td>{format.bytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t('privacy.stored.chain')}</p>
      </div>
    </Card>
  );
}

const placeWords = {
  'naru.db': 'real',
  'practice.db': 'practice',
  'practice-central.db': 'practiceCentral',
  backups: 'backups',
  evidence: 'evidence',
  drills: 'drills',
} as const;

function RemovableCard({
  groups,
  onRemoved,
}: {
  groups: readonly Removable[];
  onRemoved: () => void;
}): ReactNode {
  const { t, format } = useText();
  const [asked, setAsked] = useState<Removable | null>(null);
  return (
    <Card title={t('privacy.remove.title')}>
      <div className={styles['body']}>
        <p>{t('privacy.remove.law')}</p>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.remove.what')}</th>
              <th scope="col">{t('privacy.remove.time')}</th>
              <th scope="col">{t('privacy.remove.over')}</th>
              <th scope="col">{t('privacy.remove.deletion')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((each) => (
              <tr key={each.group}>
                <th scope="row">{t(`privacy.remove.group.${each.group}`)}</th>
                <td>{timeOf(each, t)}</td>
                <td>{t('privacy.count', { n: format.count(each.count) })}</td>
                <td>
                  <Button
                    isDisabled={each.count === 0}
                    onPress={() => setAsked(each)}
                    aria-label={`${t(`privacy.remove.group.${each.group}`)}: ${t('privacy.remove.look')}`}
                  >
                    {t('privacy.remove.look')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked === null ? null : (
        <RemoveDialog
          asked={asked}
          onClose={() => {
            setAsked(null);
            onRemoved();
          }}
        />
      )}
    </Card>
  );
}

function timeOf({ group }: Removable, t: ReturnType<typeof useText>['t']): string {
  const rule = retentionOf[group];
  return 'years' in rule
    ? t('privacy.remove.years', { n: rule.years })
    : t('privacy.remove.days', { n: rule.days });
}

/** What will be gone, to the last item, before it is. */
function RemoveDialog({ asked, onClose }: { asked: Removable; onClose: () => void }): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const [state, setState] = useState<
    'idle' | 'working' | { removed: number } | { problem: Problem }
  >('idle');
  const { group, count, cutoff, oldest } = asked;
  const remove = (): void => {
    setState('working');
    engine.call('privacy.remove', { group, count, cutoff }).then(
      ({ removed }) => setState({ removed }),
      (error: unknown) => setState({ problem: problemOf(error) }),
    );
  };
  const isOver = typeof state !== 'string';
  return (
    <Dialog
      title={t('privacy.remove.ask', { group: t(`privacy.remove.group.${group}`) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(isOver ? 'keys.card.close' : 'keys.card.stop')}</Button>
          {isOver ? null : (
            <Button kind="danger" isDisabled={state === 'working'} onPress={remove}>
              {t('privacy.remove.do', { n: format.count(count) })}
            </Button>
          )}
        </>
      }
    >
      <p>
        {t('privacy.remove.exactly', {
          n: format.count(count),
          before: koreanDate(cutoff),
          oldest: oldest === null ? '–' : koreanDate(oldest),
        })}
      </p>
      <p>{t(`privacy.remove.gone.${group}`)}</p>
      <p>{t('privacy.remove.stays')}</p>
      {isOver && 'removed' in state ? (
        <p role="status">{t('privacy.remove.done', { n: format.count(state.removed) })}</p>
      ) : null}
      {isOver && 'problem' in state ? (
        <Notice tone="bad" sign="alert">
          {say(state.problem)}
        </Notice>
      ) : null}
    </Dialog>
  );
}

function MaskedCard(): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('privacy.masked.title')}>
      <div className={styles['body']}>
        <p>{t('privacy.masked.text')}</p>
        <p>{t('privacy.masked.exceptions')}</p>
      </div>
    </Card>
  );
}

function LockCard(): ReactNode {
  const { t } = useText();
  const minutes = useLock((state) => state.minutes);
  return (
    <Card title={t('keys.lock.cardTitle')}>
      <div className={styles['body']}>
        <p>{t('keys.lock.about')}</p>
        <Choice
          label={t('keys.lock.cardTitle')}
          options={lockMinutes.map((value) => ({
            value: String(value),
            words: value === 0 ? t('keys.lock.never') : t('keys.lock.minutes', { n: value }),
          }))}
          value={String(minutes)}
          onChange={(chosen) =>
            setLockMinutes(lockMinutes.find((value) => String(value) === chosen) ?? 0)
          }
        />
        <div>
          <Button onPress={lockNow}>{t('keys.lock.now')}</Button>
        </div>
      </div>
    </Card>
  );
}
