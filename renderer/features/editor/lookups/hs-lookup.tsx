import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isImeKey } from '../../../app/is-ime-key.ts';
import { useText } from '../../../app/text.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useEditor } from '../editor-context.tsx';
import { textOf, valueAt } from '../values.ts';
import { Answer } from './answer.tsx';
import type { LookupProps } from './lookup.tsx';
import styles from './lookups.module.css';
import { useFocusOnOpen } from './use-focus-on-open.ts';
import { useLookup } from './use-lookup.ts';

/** 세번부호 찾기: by code or by words; Enter searches, arrows choose, Enter takes. */
export function HsLookup({ scope, field, onClose }: LookupProps): ReactNode {
  const { t } = useText();
  const editor = useEditor();
  const path = scope === '' ? field.key : `${scope}.${field.key}`;
  const { values } = editor.store.getState();
  const text = (key: string): string =>
    textOf(valueAt(values, scope === '' ? key : `${scope}.${key}`));
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLTableSectionElement>(null);
  const [query, setQuery] = useState(text(field.key).slice(0, 6) || null);
  const question = useMemo(() => (query === null ? null : { query }), [query]);
  const state = useLookup('lookup.hs', question);
  useFocusOnOpen(input);

  const search = (): void => {
    const asked = input.current?.value.trim() ?? '';
    if (asked !== '') setQuery(asked);
  };
  const take = (hsCode: string): void => {
    editor.put(path, hsCode);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event.nativeEvent)) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === 'ArrowDown') buttons[at + 1]?.focus();
    else if (event.key === 'ArrowUp' && at > 0) buttons[at - 1]?.focus();
    else if (event.key === 'ArrowUp') input.current?.focus();
    else if (event.key === 'Enter' && event.target === input.current) search();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      title={t('editor.lookup.hs.title')}
      wide
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('editor.close')}</Button>}
    >
      {/* Keys of the field and the rows together. */}
      <div role="presentation" onKeyDown={onKeyDown}>
        <div className={styles['search']}>
          <input
            ref={input}
            type="text"
            defaultValue={query ?? text('goodsName')}
            aria-label={t('editor.lookup.hs.query')}
            placeholder={t('editor.lookup.hs.query')}
            maxLength={100}
          />
          <Button kind="main" shortcut="↵" onPress={search}>
            {t('editor.lookup.hs.search')}
          </Button>
        </div>
        {state === null ? null : (
          <Answer state={state}>
            {({ rows }: HsRows) =>
              rows.length === 0 ? (
                <p>{t('editor.lookup.hs.none')}</p>
              ) : (
                <table className={styles['rows']}>
                  <thead>
                    <tr>
                      <th>{t('editor.lookup.hs.code')}</th>
                      <th>{t('editor.lookup.hs.name')}</th>
                      <th>{t('editor.lookup.hs.rate')}</th>
                      <th>{t('editor.lookup.hs.unit')}</th>
                    </tr>
                  </thead>
                  <tbody ref={list}>
                    {rows.map((row) => (
                      <tr key={`${row.hsCode} ${row.rateKind ?? ''}`}>
                        <td>
                          <button type="button" onClick={() => take(row.hsCode)}>
                            {row.hsCode}
                          </button>
                        </td>
                        <td>
                          {row.korean} <small>{row.english}</small>
                        </td>
                        <td>
                          {row.rate === null ? '–' : `${row.rate}%`} {row.rateKind}
                        </td>
                        <td>{row.unit ?? '–'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )
            }
          </Answer>
        )}
      </div>
    </Dialog>
  );
}

interface HsRows {
  rows: readonly {
    hsCode: string;
    korean: string;
    english: string;
    rate: string | null;
    rateKind: string | null;
    unit: string | null;
  }[];
}
