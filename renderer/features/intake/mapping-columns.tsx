import { useMemo, useState, type ReactNode } from 'react';
import type { Mapping, Sheet } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { Choice } from '../../components/choice.tsx';
import type { Choices } from '../editor/choices.ts';
import { Combo, type Told } from './combo.tsx';
import { searchFields, type FieldOption } from './fields.ts';
import {
  choose,
  chosenAt,
  columnName,
  letters,
  openColumns,
  samplesOf,
  type Chosen,
} from './mapping-draft.ts';
import styles from './mapping.module.css';

const openKey = '?';
const outKey = '-';

const toneOf = (chosen: Chosen) => (chosen.is === 'field' ? 'set' : chosen.is);

/** Every column of the file: what it holds, and which field it gives. */
export function MappingColumns({
  draft,
  sheet,
  options,
  onChange,
}: {
  draft: Mapping;
  sheet: Sheet;
  options: readonly FieldOption[];
  onChange: (mapping: Mapping) => void;
}): ReactNode {
  const { t } = useText();
  // Those that were open when the sheet was read stay in sight while they are decided.
  const open = useMemo(() => new Set(openColumns(sheet.mapping, sheet)), [sheet]);
  const [wantsAll, setWantsAll] = useState(false);
  const onlyOpen = open.size > 0 && !wantsAll;
  const all = useMemo(
    (): FieldOption[] => [
      option(outKey, t('intake.mapping.leaveOut')),
      option(openKey, t('intake.mapping.undecided')),
      ...options,
    ],
    [options, t],
  );
  const choices = useMemo(() => choicesIn(all), [all]);
  const labels = useMemo(() => new Map(all.map(({ key, label }) => [key, label])), [all]);
  const places = sheet.headings
    .slice(0, sheet.width)
    .map((heading, at) => ({ heading, at }))
    .filter(({ at }) => !onlyOpen || open.has(at));

  const tell = ({ code, name }: { code: string; name: string }): Told => {
    const from = draft.columns.find(({ key }) => key === code)?.at;
    const isMandatory = options.some(({ key, isMandatory }) => key === code && isMandatory);
    const note = from === undefined ? '' : t('intake.mapping.from', { column: letters(from) });
    return { name, note, isMandatory };
  };
  const decide = (at: number, heading: string, code: string): void => {
    const chosen: Chosen =
      code === outKey
        ? { is: 'out' }
        : code === openKey
          ? { is: 'open' }
          : { is: 'field', key: code };
    onChange(choose(draft, at, heading, chosen));
  };
  return (
    <section className={styles['part']}>
      <header>
        <h3>{t('intake.mapping.columns')}</h3>
        {open.size === 0 ? null : (
          <Choice
            label={t('intake.mapping.columns')}
            options={[
              { value: 'open', words: t('intake.mapping.onlyOpen', { count: open.size }) },
              { value: 'all', words: t('intake.mapping.allColumns', { count: sheet.width }) },
            ]}
            value={onlyOpen ? 'open' : 'all'}
            onChange={(value) => setWantsAll(value === 'all')}
          />
        )}
        <small>{t('intake.mapping.columnsHint')}</small>
      </header>
      <div className={styles['columns']}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('intake.mapping.column')}</th>
              <th scope="col">{t('intake.mapping.samples')}</th>
              <th scope="col">{t('intake.mapping.field')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ heading, at }) => {
              const chosen = chosenAt(draft, at);
              const name = columnName(heading, at);
              const samples = samplesOf(sheet, at).join(' · ');
              const code =
                chosen.is === 'out' ? outKey : chosen.is === 'open' ? openKey : chosen.key;
              return (
                <tr key={at} data-row data-tone={toneOf(chosen)}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td className={styles['samples']} title={samples}>
                    {samples}
                  </td>
                  <td>
                    <Combo
                      label={t('intake.mapping.fieldOf', { column: name })}
                      text={labels.get(code) ?? code}
                      tone={toneOf(chosen)}
                      choices={choices}
                      tell={tell}
                      onChoose={(key) => decide(at, heading, key)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const option = (key: string, label: string): FieldOption => ({
  key,
  label,
  isMandatory: false,
  words: [label],
});

/** Fields as something to pick from. */
function choicesIn(options: readonly FieldOption[]): Choices {
  return {
    complete: true,
    search: (query) =>
      searchFields(options, query).map(({ key, label }) => ({ code: key, name: label })),
    nameOf: (code) => options.find(({ key }) => key === code)?.label ?? null,
    exactly: (text) => options.find(({ label }) => label === text.trim())?.key ?? null,
  };
}
