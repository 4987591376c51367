import type { ReactNode } from 'react';
import { fieldLabel } from '../../../shared/documents/describe.ts';
import type { Difference } from '../../../shared/filing/difference.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import { groupDigits } from '../../app/formats.ts';
import { useText } from '../../app/text.tsx';
import { isDecimal } from './decimal-fields.ts';
import styles from './stale.module.css';

/** What would change, field by field: before and after. */
export function Differences({
  differences,
  kind,
}: {
  differences: readonly Difference[];
  kind: DeclarationKind;
}): ReactNode {
  const { t, language } = useText();
  if (differences.length === 0) return <p className={styles['more']}>{t('stale.noChanges')}</p>;
  return (
    <table className={styles['differences']}>
      <thead>
        <tr>
          <th scope="col">{t('stale.item')}</th>
          <th scope="col">{t('stale.before')}</th>
          <th scope="col">{t('stale.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldLabel(field, language)}</th>
            <td>{shown(before, isDecimal(kind, field))}</td>
            <td>{shown(after, isDecimal(kind, field))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Numbers with their digits grouped; codes and dates as they stand. */
function shown(value: string | null, isNumber: boolean): string {
  if (value === null || value === '') return '–';
  return isNumber ? groupDigits(value) : value;
}
