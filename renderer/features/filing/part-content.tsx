import { useCallback, type ReactNode } from 'react';
import { z } from 'zod';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { amendmentReasonSchema } from '../../../shared/filing/reason.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Differences } from '../stale/differences.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** What an amendment, a withdrawal or a synchronisation asks for: why, and what it changes. */
export function PartContent({ detail }: { detail: FilingDetail }): ReactNode {
  const { row, declaration } = detail;
  if (row.part.is === 'declaration') return null;
  return (
    <>
      <Reason content={declaration} />
      {row.part.is === 'amendment' ? <Amended detail={detail} /> : null}
    </>
  );
}

const contentSchema = z.object({ reason: z.union([z.string(), amendmentReasonSchema]) });

function Reason({ content }: { content: FilingDetail['declaration'] }): ReactNode {
  const { t } = useText();
  const read = contentSchema.safeParse(content);
  if (!read.success) return null;
  const { reason } = read.data;
  const codes =
    typeof reason === 'string'
      ? []
      : [
          reason.code === '' ? '' : t('panel.reasonCode', { code: reason.code }),
          reason.fault === '' ? '' : t('panel.fault', { code: reason.fault }),
        ].filter((words) => words !== '');
  return (
    <Section title={t('panel.reason')}>
      <p>{typeof reason === 'string' ? reason : reason.text}</p>
      {codes.length === 0 ? null : <p className={styles['quiet']}>{codes.join(' · ')}</p>}
    </Section>
  );
}

function Amended({ detail: { row } }: { detail: FilingDetail }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(
    () => engine.call('filings.difference', { id: row.id }),
    [engine, row.id],
  );
  const differences = useFetched(fetch, { concerns: never }).value?.differences ?? [];
  if (differences.length === 0) return null;
  return (
    <Section title={t('panel.amended')} count={differences.length}>
      <Differences differences={differences} kind={row.kind} />
    </Section>
  );
}
