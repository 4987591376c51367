import { useState, type ReactNode } from 'react';
import type { Mapping, SavedMapping, Sheet } from '../../../shared/contract/index.ts';
import { declarationKinds } from '../../../shared/filing/numbers.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { columnName, referenceAt, setReference } from './mapping-draft.ts';
import styles from './mapping.module.css';

/** What the sheet is as a whole: its kind, its headings, and what tells its filings apart. */
export function MappingSource({
  draft,
  sheet,
  isBusy,
  onReadAnew,
  onChange,
}: {
  draft: Mapping;
  sheet: Sheet;
  isBusy: boolean;
  /** The engine knows what the headings of another kind or row mean. */
  onReadAnew: (change: Partial<Mapping>) => void;
  onChange: (mapping: Mapping) => void;
}): ReactNode {
  const { t } = useText();
  const readRow = (typed: number): void => {
    const headingRow = Math.trunc(typed);
    if (headingRow >= 0 && headingRow <= 100 && headingRow !== draft.headingRow)
      onReadAnew({ headingRow });
  };
  return (
    <>
      <div className={styles['how']}>
        <Choice
          label={t('intake.mapping.kind')}
          options={declarationKinds.map((kind) => ({
            value: kind,
            words: t(`intake.kinds.${kind}`),
          }))}
          value={draft.kind}
          isDisabled={isBusy}
          onChange={(kind) => onReadAnew({ kind })}
        />
        <label className={styles['inline']}>
          <span>{t('intake.mapping.headingRow')}</span>
          <input
            type="number"
            min={0}
            max={100}
            // A row that was read anew is the engine's word.
            key={sheet.mapping.headingRow}
            defaultValue={draft.headingRow}
            disabled={isBusy}
            onBlur={({ target }) => readRow(target.valueAsNumber)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !isImeKey(event.nativeEvent))
                readRow(event.currentTarget.valueAsNumber);
            }}
          />
          <small>{t('intake.mapping.headingRowHint')}</small>
        </label>
      </div>
      <label className={styles['inline']}>
        <span>{t('intake.mapping.reference')}</span>
        <select
          data-missing={referenceAt(draft) < 0}
          value={referenceAt(draft)}
          onChange={({ target }) => {
            const at = Number(target.value);
            onChange(setReference(draft, at, sheet.headings[at] ?? ''));
          }}
        >
          <option value={-1}>{t('intake.mapping.undecided')}</option>
          {sheet.headings.slice(0, sheet.width).map((heading, at) => (
            // A column is its place.
            // eslint-disable-next-line react/no-array-index-key
            <option key={at} value={at}>
              {columnName(heading, at)}
            </option>
          ))}
        </select>
        <small>{t('intake.mapping.referenceHint')}</small>
      </label>
    </>
  );
}

/** Mappings that were saved for clients, to take or to delete. */
export function SavedMappings({
  rows,
  taken,
  onTake,
  onDrop,
}: {
  rows: readonly SavedMapping[];
  /** Name of the one by which the sheet was read. */
  taken: string | null;
  onTake: (saved: SavedMapping) => void;
  onDrop: (saved: SavedMapping) => void;
}): ReactNode {
  const { t } = useText();
  const [name, setName] = useState(taken);
  const chosen = rows.find((row) => row.name === name);
  return (
    <div className={styles['inline']}>
      <label className={styles['inline']}>
        <span>{t('intake.mapping.saved')}</span>
        <select
          value={chosen?.name ?? ''}
          disabled={rows.length === 0}
          onChange={({ target }) => {
            const found = rows.find((row) => row.name === target.value);
            setName(found?.name ?? null);
            if (found !== undefined) onTake(found);
          }}
        >
          <option value="">
            {t(rows.length === 0 ? 'intake.mapping.noneSaved' : 'intake.mapping.noneTaken')}
          </option>
          {rows.map((row) => (
            <option key={row.id} value={row.name}>
              {row.name}
            </option>
          ))}
        </select>
      </label>
      {chosen === undefined ? null : (
        <Button kind="quiet" onPress={() => onDrop(chosen)}>
          {t('intake.mapping.drop', { name: chosen.name })}
        </Button>
      )}
    </div>
  );
}
