import { memo, type PointerEvent, type ReactNode } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import { useText } from '../../app/text.tsx';
import { useEditorState } from './editor-context.tsx';
import styles from './sheet.module.css';
import { shown } from './typed.ts';
import { isValues, valueAt } from './values.ts';

/** One row of a grid; drawn again only when it changes itself. */
export const SheetRow = memo(function SheetRow({
  path,
  index,
  start,
  columns,
  template,
  isNew,
  isCursor,
  from,
  to,
  onPick,
}: {
  path: string;
  index: number;
  /** Pixels from the top. */
  start: number;
  columns: readonly FormField[];
  template: string;
  /** The empty row at the end: what is typed there begins a new one. */
  isNew: boolean;
  isCursor: boolean;
  /** Selected columns; -1 where none is. */
  from: number;
  to: number;
  onPick: (row: number, column: number, event: PointerEvent) => void;
}): ReactNode {
  const { t } = useText();
  const row = useEditorState((state) => valueAt(state.values, path));
  const faults = useEditorState((state) => state.problems.byRow.get(path) ?? '');
  const tells = useEditorState((state) => state.tellsMissing || state.visited.has(path));
  // As one text, so that the row is drawn again only when one of its own proposals changes.
  const proposals = useEditorState((state) =>
    columns.map(({ key }) => state.check?.computed[`${path}.${key}`] ?? '').join('\u0001'),
  ).split('\u0001');
  const fault = (key: string): string | undefined => {
    const found = faults
      .split(' ')
      .find((each) => each.startsWith(`${key}:`))
      ?.slice(key.length + 1);
    return found === 'missing' && !tells ? undefined : found;
  };
  return (
    <div
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      data-cursor={isCursor}
      data-row={index}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
    >
      <div
        role="rowheader"
        className={styles['number']}
        onPointerDown={(event) => onPick(index, -1, event)}
      >
        {isNew ? <span title={t('editor.sheet.newRow')}>+</span> : index + 1}
      </div>
      {columns.map((field, column) => {
        const value = isValues(row) ? row[field.key] : undefined;
        const text = shown(field.format, value);
        const proposal = text === '' ? shown(field.format, proposals[column]) : '';
        return (
          <div
            key={field.key}
            role="gridcell"
            aria-colindex={column + 2}
            className={styles['cell']}
            data-number={field.format.type === 'decimal'}
            data-fault={fault(field.key)}
            data-selected={column >= from && column <= to}
            data-proposal={proposal !== ''}
            onPointerDown={(event) => onPick(index, column, event)}
            onPointerEnter={(event) => {
              if (event.buttons === 1) onPick(index, column, event);
            }}
          >
            {text === '' ? proposal : text}
          </div>
        );
      })}
    </div>
  );
});
