import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { usedOf, type RangeUse, type TypedRange } from './ranges-of.ts';
import styles from './settings-screen.module.css';

const typed = ['desk', 'letter', 'first', 'last'] as const;
const columns = [...typed, 'used', 'next'] as const;
const lengths = { desk: 30, letter: 1, first: 7, last: 7 } as const;

/** The ranges, typed in place. Each input keeps its own text, so that no syllable is disturbed. */
export function RangeTable({
  rows,
  use,
  onChange,
}: {
  rows: readonly TypedRange[];
  use: readonly RangeUse[];
  onChange: (rows: TypedRange[]) => void;
}): ReactNode {
  const { t, format } = useText();
  const edit = (key: number, change: Partial<TypedRange>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <table className={styles['ranges']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`settings.numbers.columns.${column}`)}
            </th>
          ))}
          <th aria-label={t('settings.numbers.dropColumn')} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const used = usedOf(row, use);
          return (
            <tr key={row.key}>
              {typed.map((column) => (
                <td key={column}>
                  <input
                    defaultValue={row[column]}
                    maxLength={lengths[column]}
                    spellCheck={false}
                    autoComplete="off"
                    inputMode={column === 'first' || column === 'last' ? 'numeric' : 'text'}
                    aria-label={t('settings.numbers.row', {
                      n: at + 1,
                      column: t(`settings.numbers.columns.${column}`),
                    })}
                    onInput={(event) => edit(row.key, { [column]: event.currentTarget.value })}
                  />
                </td>
              ))}
              <td>{used === null ? t('settings.numbers.notYet') : format.count(used.given)}</td>
              <td>
                {used === null
                  ? t('settings.numbers.notYet')
                  : used.next === null
                    ? t('settings.numbers.usedUp')
                    : format.count(used.next)}
              </td>
              <td>
                <Button
                  kind="quiet"
                  aria-label={t('settings.numbers.drop', { n: at + 1 })}
                  isDisabled={rows.length === 1}
                  onPress={() => onChange(rows.filter(({ key }) => key !== row.key))}
                >
                  <Sign name="cross" />
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
