import type { ReactNode } from 'react';
import type { IntakePreview } from '../../../shared/contract/index.ts';
import { describeFieldError, fieldLabel } from '../../../shared/documents/describe.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { useText } from '../../app/text.tsx';
import { Deadline } from '../../components/moment.tsx';
import styles from './intake-screen.module.css';

const shownRows = 50;
const shownErrors = 200;

/** What a file would bring in: its errors first, since they are for the person to mend. */
export function Preview({ preview }: { preview: IntakePreview }): ReactNode {
  return (
    <>
      <Errors errors={preview.errors} />
      {preview.rows.length === 0 ? null : <Rows preview={preview} />}
    </>
  );
}

/** What is to be corrected, by row and column; nothing where there is nothing. */
export function Errors({ errors }: { errors: readonly FieldError[] }): ReactNode {
  const { t, language, format } = useText();
  if (errors.length === 0) return null;
  const shown = errors.slice(0, shownErrors);
  return (
    <section className={styles['part']}>
      <h3>{t('screens.intake.errors', { count: errors.length })}</h3>
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
            {shown.map((error) => (
              <tr key={`${error.row ?? 0} ${error.field} ${error.code}`}>
                <td className={styles['num']}>
                  {error.row === undefined ? '–' : format.count(error.row)}
                </td>
                <td>{error.column ?? fieldLabel(error.field, language)}</td>
                <td className={styles['cure']}>
                  {describeFieldError(t, language, withoutRow(error))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {errors.length > shown.length ? (
        <p className={styles['more']}>
          {t('screens.intake.moreErrors', { count: errors.length - shown.length })}
        </p>
      ) : null}
    </section>
  );
}

function Rows({ preview }: { preview: IntakePreview }): ReactNode {
  const { t, format } = useText();
  const shown = preview.rows.slice(0, shownRows);
  const all = preview.good + preview.known;
  return (
    <section className={styles['part']}>
      <h3>
        {shown.length === all
          ? t('screens.intake.allRows', { count: all })
          : t('screens.intake.rows', { shown: shown.length, all: format.count(all) })}
      </h3>
      <div className={styles['frame']}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles['num']}>
                {t('screens.intake.row')}
              </th>
              <th scope="col">{t('screens.columns.reference')}</th>
              <th scope="col">{t('screens.columns.importer')}</th>
              <th scope="col">{t('screens.columns.goods')}</th>
              <th scope="col">{t('screens.columns.deadline')}</th>
              <th scope="col" className={styles['num']}>
                {t('screens.filing.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.row} ${row.reference}`}>
                <td className={styles['num']}>{format.count(row.row)}</td>
                <td>{row.reference}</td>
                <td>{row.summary.importer}</td>
                <td>{row.summary.goods}</td>
                <td>
                  <Deadline date={row.deadline} />
                </td>
                <td className={styles['num']}>
                  {format.money(row.summary.currency, row.summary.amount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The row has a column of its own. */
function withoutRow({ row: _row, ...error }: FieldError): FieldError {
  return error;
}
