import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { useEditor, useEditorState } from './editor-context.tsx';
import { EnvelopeFields } from './envelope-fields.tsx';
import { FieldBox } from './field-box.tsx';
import styles from './form-body.module.css';
import { goToFirstStop } from './next-stop.ts';
import { measuredFields, type Part } from './parts-of-form.ts';
import { columnsOf } from './sheet-columns.ts';
import { Sheet } from './sheet.tsx';
import { firstPlace } from './sheet-place.ts';
import sheetStyles from './sheet.module.css';
import type { SheetActions } from './use-sheet-actions.ts';
import { rowsAt } from './values.ts';

/** One part of the form under its heading. */
export const FormPart = memo(function FormPart({ part }: { part: Part }): ReactNode {
  const { t, language } = useText();
  return (
    <section className={styles['part']} data-part={part.id} aria-labelledby={`part-${part.id}`}>
      <h2 id={`part-${part.id}`} className={styles['title']}>
        {part.is === 'envelope'
          ? t('editor.envelope.title')
          : part.is === 'section'
            ? t(`fields.sections.${part.section.id}`)
            : fieldLabel(part.grid.key, language)}
      </h2>
      {part.is === 'envelope' ? (
        <EnvelopeFields />
      ) : part.is === 'section' ? (
        <Fields scope="" fields={part.section.fields} />
      ) : (
        <GridPart path={part.grid.key} grid={part.grid} onLeave={null} />
      )}
    </section>
  );
});

function Fields({ scope, fields }: { scope: string; fields: readonly FormField[] }): ReactNode {
  if (fields.length === 0) return null;
  return (
    <div className={styles['fields']}>
      {measuredFields(fields).map(({ field, unit }) => (
        <FieldBox key={field.key} scope={scope} field={field} unit={unit} />
      ))}
    </div>
  );
}

/** A grid with its buttons and, beneath it, everything about the row that has the cursor. */
function GridPart({
  path,
  grid,
  onLeave,
}: {
  path: string;
  grid: FormGrid;
  onLeave: (() => void) | null;
}): ReactNode {
  const { t, format } = useText();
  const editor = useEditor();
  const [all, setAll] = useState(false);
  const count = useEditorState((state) => rowsAt(state.values, path).length);
  const columns = useColumns(grid, all);
  const actions = useRef<SheetActions>(null);
  const take = useCallback((next: SheetActions) => {
    actions.current = next;
  }, []);
  const part = useRef<HTMLDivElement>(null);
  const single = grid.fields.filter(({ several }) => !several).length;
  const hasDetail =
    grid.grids.length > 0 || columns.length < grid.fields.length || grid.fields.length > single;

  const wantsDetail = useRef(false);
  const enterDetail = useCallback(() => {
    if (!wantsDetail.current) return;
    const detail = part.current?.querySelector(':scope > [data-detail]');
    if (detail !== null && detail !== undefined && goToFirstStop(detail))
      wantsDetail.current = false;
  }, []);
  const toDetail = (): void => {
    const { places, values } = editor.store.getState();
    const { row } = places[path] ?? firstPlace;
    if (row >= rowsAt(values, path).length) return;
    wantsDetail.current = true;
    const detail = part.current?.querySelector<HTMLElement>(':scope > [data-detail]');
    // Else it is still about the row before, and goes on once it has come.
    if (detail?.dataset['detail'] === String(row)) enterDetail();
  };
  const toGrid = (): void => {
    part.current?.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(path)}"]`)?.focus();
  };
  const onDetailKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent) || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    toGrid();
  };
  return (
    <div className={sheetStyles['sheet']} ref={part}>
      <div className={sheetStyles['tools']}>
        <Button kind="quiet" shortcut="Ins" onPress={() => actions.current?.insert()}>
          {t('editor.sheet.insert')}
        </Button>
        <Button kind="quiet" shortcut="Ctrl D" onPress={() => actions.current?.duplicate()}>
          {t('editor.sheet.duplicate')}
        </Button>
        <Button kind="quiet" shortcut="Ctrl Del" onPress={() => actions.current?.remove()}>
          {t('editor.sheet.remove')}
        </Button>
        {hasDetail ? (
          <Button kind="quiet" shortcut="F7" onPress={toDetail}>
            {t('editor.sheet.detail')}
          </Button>
        ) : null}
        {columnsOf(grid, true).length === columnsOf(grid, false).length ? null : (
          <Button kind="quiet" onPress={() => setAll(!all)}>
            {t(all ? 'editor.sheet.mainColumns' : 'editor.sheet.allColumns')}
          </Button>
        )}
        <span>
          {t('editor.sheet.count', { count: format.count(count), max: format.count(grid.max) })}
        </span>
      </div>
      <Sheet
        path={path}
        grid={grid}
        columns={columns}
        onActions={take}
        onDetail={hasDetail ? toDetail : null}
        onLeave={onLeave}
      />
      {hasDetail ? (
        <RowDetail
          path={path}
          grid={grid}
          columns={columns}
          onKey={onDetailKey}
          onLeave={toGrid}
          onShown={enterDetail}
        />
      ) : null}
    </div>
  );
}

const columnCache = new WeakMap<FormGrid, [main: FormField[], all: FormField[]]>();

/** The same array for the same grid, so that rows are drawn again only when they change. */
function useColumns(grid: FormGrid, all: boolean): FormField[] {
  let both = columnCache.get(grid);
  if (both === undefined)
    columnCache.set(grid, (both = [columnsOf(grid, false), columnsOf(grid, true)]));
  return all ? both[1] : both[0];
}

function RowDetail({
  path,
  grid,
  columns,
  onKey,
  onLeave,
  onShown,
}: {
  path: string;
  grid: FormGrid;
  columns: readonly FormField[];
  /** Esc leads back to the grid from any field in it. */
  onKey: (event: KeyboardEvent) => void;
  onLeave: () => void;
  /** It is about the row that has the cursor. */
  onShown: () => void;
}): ReactNode {
  const { t, language } = useText();
  const cursor = useEditorState((state) => (state.places[path] ?? firstPlace).row);
  // An arrow key that is held down moves the cursor first and this afterwards.
  const row = useDeferredValue(cursor);
  const isThere = useEditorState((state) => row < rowsAt(state.values, path).length);
  useEffect(() => {
    if (isThere && row === cursor) onShown();
  }, [isThere, row, cursor, onShown]);
  if (!isThere)
    return (
      <p className={styles['nothing']} data-detail={row}>
        {t('editor.sheet.noRow')}
      </p>
    );
  const scope = `${path}[${row}]`;
  const others = grid.fields.filter((field) => !columns.includes(field));
  return (
    <div className={styles['detail']} role="presentation" data-detail={row} onKeyDown={onKey}>
      <h3 className={styles['subtitle']}>
        {t('editor.sheet.rowDetail', { label: fieldLabel(grid.key, language), row: row + 1 })}
      </h3>
      {grid.grids
        .filter(({ min }) => min > 0)
        .map((inner) => (
          <div key={inner.key} className={styles['inner']}>
            <h4 className={styles['subtitle']}>{fieldLabel(inner.key, language)}</h4>
            <GridPart path={`${scope}.${inner.key}`} grid={inner} onLeave={onLeave} />
          </div>
        ))}
      <Fields scope={scope} fields={others} />
      {grid.grids
        .filter(({ min }) => min === 0)
        .map((inner) => (
          <FoldedGrid
            key={inner.key}
            path={`${scope}.${inner.key}`}
            grid={inner}
            onLeave={onLeave}
          />
        ))}
    </div>
  );
}

/** A grid that is seldom needed; open where it has rows, or a person is sent to one of them. */
function FoldedGrid({
  path,
  grid,
  onLeave,
}: {
  path: string;
  grid: FormGrid;
  onLeave: () => void;
}): ReactNode {
  const { language, format } = useText();
  const count = useEditorState((state) => rowsAt(state.values, path).length);
  const wanted = useEditorState((state) => state.wanted?.startsWith(`${path}[`) ?? false);
  const [open, setOpen] = useState(false);
  const isOpen = open || count > 0 || wanted;
  return (
    <details
      className={styles['inner']}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles['subtitle']}>
        {fieldLabel(grid.key, language)} {count > 0 ? format.count(count) : null}
      </summary>
      {isOpen ? <GridPart path={path} grid={grid} onLeave={onLeave} /> : null}
    </details>
  );
}
