import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { IntakePreview, Sheet } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { blockOf, cellPlace, isOneCell, type Place } from '../editor/sheet-place.ts';
import { headHeight, heightOf, rowHeight, within } from '../editor/sheet-layout.ts';
import type { Job } from './intake-jobs.ts';
import { layoutOf, shownColumns, useHeadings } from './repair-columns.ts';
import { RepairWord } from './repair-word.tsx';
import { repairKeys } from './repair-keys.ts';
import { RepairRowView } from './repair-row.tsx';
import styles from './repair-grid.module.css';
import {
  cellKey,
  errorsByCell,
  firstError,
  longestCell,
  nextError,
  pasted,
} from './repair-rows.ts';
import { useRepairCell } from './use-repair-cell.ts';
import { useRepair } from './use-repair.ts';

/**
 * Rows with faults, to be mended in place; each change is checked at once. One input stands in the
 * cell that has the cursor and has the focus before the first key, so that a syllable is composed in
 * place.
 */
export function RepairGrid({
  job,
  preview,
  sheet,
  isBusy,
}: {
  job: Job;
  preview: IntakePreview;
  sheet: Sheet;
  isBusy: boolean;
}): ReactNode {
  const { t } = useText();
  const wordId = useId();
  const { rows, faulty, textAt, send } = useRepair(job, preview, sheet);
  const [isWide, setWide] = useState(false);
  const [rowsLeft, setRowsLeft] = useState(0);
  const [isMaskedLeft, setMaskedLeft] = useState(false);
  const errors = useMemo(() => errorsByCell(preview.errors, sheet), [preview.errors, sheet]);
  const columns = useMemo(() => shownColumns(sheet, faulty, isWide), [sheet, faulty, isWide]);
  const headings = useHeadings(sheet, columns);
  const { template, minWidth } = layoutOf(headings, columns, rows);

  const extent = { rows: rows.length, columns: columns.length };
  const [stored, setStored] = useState<Place>(() => {
    const first = firstError(rows, columns, errors);
    return cellPlace(first.row, first.column);
  });
  const place = within(stored, extent);
  const block = blockOf(place);
  const row = rows[place.row];
  const at = columns[place.column] ?? 0;

  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const cell = useRepairCell(input, {
    place: cellKey(row?.row ?? 0, at),
    text: row === undefined ? '' : textAt(row, at),
    onChange: (value) => {
      if (row !== undefined) setMaskedLeft(send([{ row: row.row, at, value }]));
    },
  });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingEnd: headHeight + 4,
  });
  // Where the cursor goes, the view goes.
  useLayoutEffect(() => {
    if (document.activeElement !== input.current) return;
    virtualizer.scrollToIndex(place.row, { align: 'auto' });
    input.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [virtualizer, place.row, place.column]);
  if (row === undefined) return null;

  const goTo = (next: Place): void => {
    setStored(next);
    setRowsLeft(0);
    input.current?.focus({ preventScroll: true });
  };
  const goToNextError = (): void => {
    // The button leads into the grid first.
    const isOutside = document.activeElement !== input.current;
    if (isOutside && errors.has(cellKey(row.row, at))) {
      goTo(place);
      return;
    }
    const next = nextError(rows, columns, errors, place);
    if (next !== null) goTo(cellPlace(next.row, next.column));
  };
  const keys = repairKeys({
    place,
    extent,
    cell,
    goTo,
    goToNextError,
    textsOf: () =>
      rows
        .slice(block.top, block.bottom + 1)
        .map((one) => columns.slice(block.left, block.right + 1).map((each) => textAt(one, each))),
    onPaste(texts) {
      const result = pasted(texts, rows, columns, block);
      cell.giveUp();
      setMaskedLeft(send(result.cells));
      setRowsLeft(result.rowsLeft);
    },
  });
  const onPick = (index: number, column: number, event: PointerEvent): void => {
    event.preventDefault();
    const isMore = event.shiftKey || event.type === 'pointerenter';
    keys.move(isMore ? { ...place, row: index, column } : cellPlace(index, column));
  };

  const open = rows.filter(({ isMended }) => !isMended).length;
  const isBad = errors.has(cellKey(row.row, at));
  const status = isBusy
    ? t('intake.repair.checking')
    : rowsLeft > 0
      ? t('intake.repair.noPlace', { count: rowsLeft })
      : isMaskedLeft
        ? t('intake.masked.notMended')
        : '';
  return (
    <section className={styles['part']}>
      <header className={styles['tools']}>
        <h3>
          {open > 0 ? t('intake.repair.title', { count: open }) : t('intake.repair.allMended')}
        </h3>
        <span role="status">{status}</span>
        <Button kind="quiet" onPress={() => setWide(!isWide)}>
          {t(isWide ? 'intake.repair.faultyColumns' : 'intake.repair.allColumns')}
        </Button>
        <Button shortcut="F8" isDisabled={open === 0} onPress={goToNextError}>
          {t('intake.repair.next')}
        </Button>
      </header>
      <div className={styles['frame']}>
        <RepairWord
          id={wordId}
          row={row}
          at={at}
          columns={columns}
          headings={headings}
          errors={errors}
        />
        <div
          ref={scroller}
          className={styles['scroller']}
          role="grid"
          aria-label={t('intake.repair.grid')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          tabIndex={-1}
          style={{ height: heightOf(rows.length) }}
        >
          <div
            className={styles['head']}
            role="row"
            aria-rowindex={1}
            style={{ gridTemplateColumns: template, minWidth }}
          >
            <div role="columnheader" className={styles['corner']}>
              {t('intake.repair.row')}
            </div>
            {columns.map((each, index) => (
              <div key={each} role="columnheader" title={headings[index]}>
                {headings[index]}
              </div>
            ))}
          </div>
          <div
            className={styles['body']}
            role="rowgroup"
            style={{ height: virtualizer.getTotalSize(), minWidth }}
          >
            {virtualizer.getVirtualItems().map((item) => {
              const one = rows[item.index];
              if (one === undefined) return null;
              const isSelected =
                !isOneCell(block) && item.index >= block.top && item.index <= block.bottom;
              return (
                <RepairRowView
                  key={one.row}
                  row={one}
                  index={item.index}
                  start={item.start}
                  template={template}
                  columns={columns}
                  errors={errors}
                  textAt={textAt}
                  isCursor={item.index === place.row}
                  from={isSelected ? block.left : -1}
                  to={isSelected ? block.right : -2}
                  onPick={onPick}
                />
              );
            })}
            <div
              className={styles['cursor']}
              role="presentation"
              style={{
                transform: `translateY(${place.row * rowHeight}px)`,
                gridTemplateColumns: template,
              }}
            >
              <div
                className={styles['editing']}
                data-bad={isBad}
                style={{ gridColumn: place.column + 2 }}
              >
                <input
                  ref={input}
                  type="text"
                  className={styles['input']}
                  data-repair={cellKey(row.row, at)}
                  aria-label={t('intake.repair.cell', {
                    row: row.row,
                    column: headings[place.column] ?? '',
                  })}
                  aria-invalid={isBad}
                  aria-describedby={wordId}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={longestCell}
                  onInput={cell.typed}
                  onDoubleClick={cell.edit}
                  onFocus={(event) => {
                    if (cell.mode() === 'ready') event.currentTarget.select();
                  }}
                  onBlur={cell.settle}
                  onKeyDown={keys.onKeyDown}
                  onCopy={keys.onCopy}
                  onPaste={keys.onPaste}
                />
              </div>
            </div>
          </div>
        </div>
      </div>
      <p className={styles['hint']}>
        {t('intake.repair.hint')}{' '}
        {sheet.faulty.length >= 200
          ? t('intake.repair.more', { count: sheet.faulty.length })
          : null}
      </p>
    </section>
  );
}
