import { useCallback, useState, type ReactNode } from 'react';
import type { WhatIf } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo, type FilingId } from '../../../shared/filing/numbers.ts';
import { useNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import type { Step } from '../../app/use-commands.ts';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { plan } from './actions.ts';
import styles from './what-if.module.css';

/** As many as the engine works out at once. */
const most = 100;

/** "Send these first?": shows what that does to them and to the others before anything is done. */
export function WhatIfChosen({
  rows,
  onRun,
}: {
  rows: readonly FilingRow[];
  onRun: (steps: readonly Step[]) => void;
}): ReactNode {
  const { t } = useText();
  const [asked, setAsked] = useState<FilingRow[] | null>(null);
  const normal = rows.filter((row) => row.transport === 'queued' && row.priority === 'normal');
  if (asked === null && (normal.length === 0 || normal.length > most)) return null;
  return (
    <>
      <Button kind="quiet" onPress={() => setAsked(normal)}>
        {t('drain.whatIf.ask')}
      </Button>
      {asked === null ? null : (
        <WhatIfDialog
          rows={asked}
          onClose={() => setAsked(null)}
          onGo={() => {
            setAsked(null);
            onRun(plan('urgency', asked));
          }}
        />
      )}
    </>
  );
}

function WhatIfDialog({
  rows,
  onClose,
  onGo,
}: {
  rows: readonly FilingRow[];
  onClose: () => void;
  onGo: () => void;
}): ReactNode {
  const { t, format, say } = useText();
  const { value, problem } = useWhatIf(rows);
  const count = rows.length;
  return (
    <Dialog
      title={t('drain.whatIf.title', { count, n: format.count(count) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('drain.whatIf.stay')}</Button>
          <Button kind="main" isDisabled={(value?.moved ?? 0) === 0} onPress={onGo}>
            {t('drain.whatIf.go')}
          </Button>
        </>
      }
    >
      {problem === null ? null : <p role="alert">{say(problem)}</p>}
      {value === null ? (
        <p role="status">{t('drain.whatIf.reading')}</p>
      ) : value.moved === 0 ? (
        <p>{t('drain.whatIf.nothing')}</p>
      ) : (
        <Effect effect={value} />
      )}
    </Dialog>
  );
}

function useWhatIf(rows: readonly FilingRow[]) {
  const engine = useEngine();
  const fetch = useCallback(
    () => engine.call('drain.whatIf', { ids: rows.map(({ id }): FilingId => id) }),
    [engine, rows],
  );
  return useFetched(fetch, { concerns: never });
}

function Effect({ effect }: { effect: WhatIf }): ReactNode {
  const { t, format } = useText();
  const { spans, stillBefore, left } = effect;
  return (
    <div className={styles['effect']}>
      <p className={styles['order']}>{t('drain.whatIf.order')}</p>
      <dl>
        <dt>{t('drain.whatIf.before')}</dt>
        <dd>
          <Around span={spans.before} />
        </dd>
        <dt>{t('drain.whatIf.after')}</dt>
        <dd>
          <b>
            <Around span={spans.after} />
          </b>
          {' · '}
          {stillBefore === 0
            ? t('drain.whatIf.first')
            : t('drain.whatIf.stillBefore', {
                count: stillBefore,
                n: format.count(stillBefore),
              })}
        </dd>
        <dt>{t('drain.whatIf.others')}</dt>
        <dd>
          <Others effect={effect} />
        </dd>
        <dt>{t('drain.whatIf.deadlines')}</dt>
        <dd>
          <Changes effect={effect} />
        </dd>
      </dl>
      {left === 0 ? null : (
        <p className={styles['order']}>
          {t('drain.whatIf.left', { count: left, n: format.count(left) })}
        </p>
      )}
    </div>
  );
}

function Around({ span }: { span: WhatIf['spans']['before'] }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (span === null) return t('drain.whatIf.unknown');
  return t('drain.whatIf.span', {
    from: format.clock(span.from, now),
    to: format.clock(span.to, now),
  });
}

function Others({ effect: { others } }: { effect: WhatIf }): ReactNode {
  const { t, format } = useText();
  if (others.count === 0 || others.places === 0) return t('drain.whatIf.othersNone');
  const { count, places, laterMs } = others;
  return (
    <>
      {t('drain.whatIf.othersBack', {
        count,
        n: format.count(count),
        places: format.count(places),
      })}{' '}
      {laterMs === null ? null : t('drain.whatIf.later', { span: format.span(laterMs) })}
    </>
  );
}

function Changes({ effect: { changes } }: { effect: WhatIf }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const { saved, harmed, first } = changes;
  if (saved + harmed === 0) return t('drain.whatIf.noChange');
  const more = saved + harmed - first.length;
  return (
    <>
      {t('drain.whatIf.changed', { saved: format.count(saved), harmed: format.count(harmed) })}
      <ul>
        {first.map((each) => (
          <li key={each.id}>
            <a href={addressOf({ screen: 'filings', view: 'queued', open: each.id })}>
              {formatDeclarationNo(each.declarationNo)}
            </a>{' '}
            {format.day(each.deadline, now)}{' '}
            <span data-fate={each.before}>{t(`drain.fate.${each.before}`)}</span> →{' '}
            <span data-fate={each.after}>{t(`drain.fate.${each.after}`)}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? t('drain.whatIf.more', { count: more, n: format.count(more) }) : null}
    </>
  );
}
