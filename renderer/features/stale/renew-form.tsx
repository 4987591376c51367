import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { engineNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import type { Commands } from '../../app/use-commands.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { anyFiling, type Consignee } from './consignees.ts';
import { whyInWords } from './findings.ts';
import styles from './pccc.module.css';

type Answer = CallOutput<'pccc.verify'>['answer'];
type State =
  | { is: 'idle' }
  | { is: 'verifying' }
  | { is: 'answered'; pccc: string; answer: Answer; same: boolean }
  | { is: 'failed'; problem: Problem };

/** Name of the field for the new number. */
export const numberField = 'pccc';

/** Shape that nearly all numbers have; another one is doubted, never refused. */
const usualShape = /^P\d{12}$/;

/** The number that the consignee has sent: checked with customs first, then put into the filings. */
export function RenewForm({
  consignee,
  whole,
  commands,
  onAnswered,
}: {
  consignee: Consignee;
  whole: boolean;
  commands: Commands;
  /** Is told the number that was asked about; `null` while there is none. */
  onAnswered: (pccc: string | null) => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ is: 'idle' });
  const [wrong, setWrong] = useState(false);
  const [reply, setReply] = useState('');
  const isPractice = useEngineState(({ practice }) => practice !== null);
  const count = consignee.waiting.length;

  const verify = (pccc: string): void => {
    setWrong(pccc === '');
    const filing = anyFiling(consignee);
    if (pccc === '' || filing === undefined || state.is === 'verifying') return;
    setState({ is: 'verifying' });
    engine.call('pccc.verify', { id: filing.id, person: consignee.id, pccc }).then(
      ({ answer, same }) => {
        setState({ is: 'answered', pccc, answer, same });
        onAnswered(pccc);
      },
      (error: unknown) => setState({ is: 'failed', problem: problemOf(error) }),
    );
  };
  const typedAnew = (text: string): void => {
    setTyped(text.trim().toUpperCase());
    setState({ is: 'idle' });
    onAnswered(null);
    setWrong(false);
  };
  // In practice there is nobody to ask.
  const takeReply = (): void => {
    const filing = anyFiling(consignee);
    if (filing === undefined) return;
    void engine.call('practice.consigneeReply', { id: filing.id, person: consignee.id }).then(
      ({ pccc }) => {
        typedAnew(pccc);
        setReply(pccc);
      },
      (error: unknown) => setState({ is: 'failed', problem: problemOf(error) }),
    );
  };
  const put = (pccc: string): void => {
    const ids = consignee.waiting.map(({ id }) => id);
    setState({ is: 'idle' });
    commands.tell(
      'stale.renewed',
      count,
      engine.call('pccc.renew', { ids, pccc, person: consignee.id }),
    );
  };

  return (
    <div className={styles['renew']}>
      <Form
        className={styles['renew'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          verify(textOf(new FormData(event.currentTarget), numberField).toUpperCase());
        }}
      >
        <Field
          name={numberField}
          label={t('stale.pccc.number.label')}
          hint={hintOf(typed, state.is === 'answered' && state.same, t)}
          problem={wrong ? t('stale.pccc.number.wrong') : undefined}
          key={reply}
          initial={reply}
          onMend={typedAnew}
          maxLength={13}
        />
        <div className={styles['line']}>
          <Button type="submit">{t('stale.pccc.verify')}</Button>
          {isPractice ? (
            <Button kind="quiet" onPress={takeReply}>
              {t('stale.pccc.practiceReply')}
            </Button>
          ) : null}
          {state.is === 'verifying' ? <span role="status">{t('stale.pccc.verifying')}</span> : null}
          {reply !== '' && reply === typed && state.is === 'idle' ? (
            <span role="status">{t('stale.pccc.replied', { name: consignee.name })}</span>
          ) : null}
        </div>
      </Form>
      {state.is === 'failed' ? (
        <Notice tone="bad" sign="alert">
          {say(state.problem)}
        </Notice>
      ) : null}
      {state.is === 'answered' ? (
        <>
          <Verified answer={state.answer} name={consignee.name} />
          {count === 0 ? null : (
            <div className={styles['line']}>
              <Button
                kind={isSure(state.answer) ? 'main' : 'plain'}
                isDisabled={!whole}
                onPress={() => put(state.pccc)}
              >
                {t(isSure(state.answer) ? 'stale.pccc.put' : 'stale.pccc.putAnyway', { count })}
              </Button>
              {whole ? null : <span>{t('stale.pccc.readingAll')}</span>}
            </div>
          )}
        </>
      ) : null}
    </div>
  );
}

function hintOf(typed: string, same: boolean, t: ReturnType<typeof useText>['t']): string {
  if (same) return t('stale.pccc.number.same');
  const unusual = typed.length >= 13 && !usualShape.test(typed);
  return t(unusual ? 'stale.pccc.number.unusual' : 'stale.pccc.number.hint');
}

const isSure = (answer: Answer): boolean => answer.is === 'known' && answer.value.matches;

/** What the service says of the number: right, wrong, or not known. */
function Verified({ answer, name }: { answer: Answer; name: string }): ReactNode {
  const { t, format } = useText();
  if (answer.is === 'not-known')
    return (
      <Notice tone="plain" sign="question">
        <div className={styles['answer']}>
          <b>{t('stale.pccc.notKnown')}</b>
          <span>{whyInWords(answer.why, t)}</span>
          {answer.words === null ? null : <span>{answer.words}</span>}
        </div>
      </Notice>
    );
  const { value, at, staleBecause } = answer;
  return (
    <Notice tone={value.matches ? 'accent' : 'warn'} sign={value.matches ? 'check' : 'alert'}>
      <div className={styles['answer']}>
        <b>{t(value.matches ? 'stale.pccc.matches' : 'stale.pccc.stillNot', { name })}</b>
        {value.matches ? null : value.words.map((words) => <span key={words}>{words}</span>)}
        {staleBecause === null ? null : (
          <span>{t('stale.pccc.older', { at: format.clock(at, engineNow()) })}</span>
        )}
      </div>
    </Notice>
  );
}
