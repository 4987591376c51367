import type { ReactNode } from 'react';
import type { Sheet } from '../../../shared/contract/index.ts';
import { fieldLabel } from '../../../shared/documents/describe.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './intake-screen.module.css';

const shownFields = 8;
const shownColumns = 5;

/** How the columns of a sheet were read, and what is still to be said of them. */
export function MappingLine({
  sheet,
  isBusy,
  onOpen,
  onLeaveOut,
}: {
  sheet: Sheet;
  isBusy: boolean;
  onOpen: () => void;
  /** Leaves out the columns for which nobody has said what they are. */
  onLeaveOut: () => void;
}): ReactNode {
  const { t, language } = useText();
  const { mapping, missing, undecided, width, savedAs, headings } = sheet;
  const known = new Set(
    mapping.columns.filter(({ key, at }) => key !== null && at < width).map(({ at }) => at),
  ).size;
  const summary =
    mapping.headingRow === 0
      ? t('intake.mapping.summaryByPlace', { width, known })
      : t('intake.mapping.summary', { headingRow: mapping.headingRow, width, known });
  const isOpen = missing.length > 0 || undecided.length > 0;
  const buttons = (
    <>
      {missing.length === 0 && undecided.length > 0 ? (
        <Button isDisabled={isBusy} onPress={onLeaveOut}>
          {t('intake.mapping.leaveOutRest')}
        </Button>
      ) : null}
      <Button kind={isOpen ? 'main' : 'plain'} onPress={onOpen}>
        {t('intake.mapping.open')}
      </Button>
    </>
  );
  const words = (
    <>
      {summary} {savedAs === null ? null : t('intake.mapping.savedAs', { name: savedAs })}
    </>
  );
  if (!isOpen)
    return (
      <div className={styles['mappingLine']}>
        <span>{words}</span>
        {buttons}
      </div>
    );
  const listed = (names: readonly string[], most: number): string => {
    const rest = names.length - most;
    const first = names.slice(0, most).join(', ');
    return rest > 0 ? t('intake.mapping.andMore', { first, count: rest }) : first;
  };
  const fields = listed(
    missing.map((key) => fieldLabel(key, language)),
    shownFields,
  );
  const columns = listed(
    undecided.map((at) => (headings[at] ?? '').replaceAll(/\s+/g, ' ')),
    shownColumns,
  );
  return (
    <Notice tone="warn" sign="alert" action={buttons}>
      {missing.length > 0 ? (
        <>
          <b>{t('intake.mapping.missing', { count: missing.length, fields })}</b>{' '}
          {t('intake.mapping.missingCure')}{' '}
        </>
      ) : null}
      {undecided.length > 0 ? (
        <>
          <b>{t('intake.mapping.undecidedColumns', { count: undecided.length, columns })}</b>{' '}
          {missing.length > 0 ? null : t('intake.mapping.undecidedCure')}{' '}
        </>
      ) : null}
      {words}
    </Notice>
  );
}
