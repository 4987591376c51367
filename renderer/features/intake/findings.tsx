import type { ReactNode } from 'react';
import { describeFieldError, fieldLabel } from '../../../shared/documents/describe.ts';
import type { FieldError, FieldWarning } from '../../../shared/errors.ts';
import { useText } from '../../app/text.tsx';
import styles from './intake-screen.module.css';

const shownAtOnce = 200;

/** What is to be corrected, by row and column; nothing where there is nothing. */
export function Errors({ errors }: { errors: readonly FieldError[] }): ReactNode {
  const { t } = useText();
  if (errors.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{t('screens.intake.errors', { count: errors.length })}</h3>
      <Findings findings={errors} />
    </section>
  );
}

/** What looks doubtful and keeps nothing out; folded away until it is asked for. */
export function Warnings({ warnings }: { warnings: readonly FieldWarning[] }): ReactNode {
  const { t } = useText();
  if (warnings.length === 0) return null;
  return (
    <details className={styles['part']}>
      <summary>{t('intake.warnings', { count: warnings.length })}</summary>
      <Findings findings={warnings} />
    </details>
  );
}

function Findings({ findings }: { findings: readonly (FieldError | FieldWarning)[] }): ReactNode {
  const { t, language, format } = useText();
  const shown = findings.slice(0, shownAtOnce);
  return (
    <>
      <div className={styles['frame']}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles['num']}>
                {t('screens.intake.row')}
              </th>
              <th scope="col">{t('screens.intake.column')}</th>
              <th scope="col">{t('screens.intake.cure')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((finding, index) => (
              // Two findings of one kind may stand at one place.
              // eslint-disable-next-line react/no-array-index-key
              <tr key={`${finding.row ?? 0} ${finding.field} ${finding.code} ${index}`}>
                <td className={styles['num']}>
                  {finding.row === undefined ? '–' : format.count(finding.row)}
                </td>
                <td>{finding.column ?? fieldLabel(finding.field, language)}</td>
                <td className={styles['cure']}>
                  {describeFieldError(t, language, withoutRow(finding))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {findings.length > shown.length ? (
        <p className={styles['more']}>
          {t('screens.intake.moreErrors', { count: findings.length - shown.length })}
        </p>
      ) : null}
    </>
  );
}

/** The row has a column of its own. */
export function withoutRow<Found extends FieldError | FieldWarning>(
  found: Found,
): Omit<Found, 'row'> {
  const { row: _row, ...rest } = found;
  return rest;
}
