import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import { formatDeclarationNo, type FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { openDraft, withText } from '../filing/open-draft.ts';
import type { Consignee } from './consignees.ts';
import styles from './pccc.module.css';
import { usePeople } from './use-people.ts';

/** What customs has already can only be amended; each amendment begins as a draft. */
export function AmendTaken({
  consignee,
  newPccc,
}: {
  consignee: Consignee;
  /** The number that was just asked about; it goes into the draft. */
  newPccc: string | null;
}): ReactNode {
  const { taken, unknown } = consignee;
  const { t, say } = useText();
  const engine = useEngine();
  const people = usePeople();
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = async (filingId: FilingId): Promise<void> => {
    // The draft shows the old number, and the new one is to stand in its place.
    const [told] = newPccc === null ? [] : await people([consignee]);
    await openDraft(engine, { is: 'amend', filingId }, (declaration) =>
      newPccc === null || told === undefined
        ? declaration
        : withText(declaration, told.pccc, newPccc),
    );
  };
  const amend = (filingId: FilingId): void => {
    setProblem(null);
    begin(filingId).catch((error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <div className={styles['taken']}>
      {unknown.length === 0 ? null : <p>{t('stale.pccc.unknown', { count: unknown.length })}</p>}
      {taken.length === 0 ? null : <p>{t('stale.pccc.taken', { count: taken.length })}</p>}
      {taken.map(({ id, declarationNo }) => (
        <div key={id} className={styles['line']}>
          <b>{formatDeclarationNo(declarationNo)}</b>
          <Button onPress={() => amend(id)}>{t('stale.pccc.amend')}</Button>
        </div>
      ))}
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
    </div>
  );
}
