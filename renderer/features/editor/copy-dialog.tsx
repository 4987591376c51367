import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo, type FilingId } from '../../../shared/filing/numbers.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useFocusOnOpen } from './lookups/use-focus-on-open.ts';
import styles from './drafts-screen.module.css';
import searchStyles from './lookups/lookups.module.css';

const restMs = 200;

/** An earlier filing to start from, found by number, importer, goods, B/L or initial consonants. */
export function CopyDialog({
  onClose,
  onChoose,
}: {
  onClose: () => void;
  onChoose: (id: FilingId) => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [search, setSearch] = useState('');
  const [rows, setRows] = useState<readonly FilingRow[]>([]);
  const [ready, setReady] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const body = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useFocusOnOpen(input);
  useEffect(() => {
    let closed = false;
    engine
      .call('filings.page', { view: 'all', search, after: null, limit: 30 })
      .then((page) => {
        if (closed) return;
        setRows(page.rows.filter(({ part }) => part.is === 'declaration'));
        setReady(true);
      })
      // A lost connection is told above.
      .catch(() => undefined);
    return () => {
      closed = true;
    };
  }, [engine, search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event.nativeEvent)) return;
    const places = [...(body.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const at = places.findIndex((place) => place === document.activeElement);
    if (event.key === 'ArrowDown') places[at + 1]?.focus();
    else if (event.key === 'ArrowUp') places[Math.max(0, at - 1)]?.focus();
    else if (event.key === 'Enter' && at === 0 && rows[0] !== undefined) onChoose(rows[0].id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      title={t('editor.drafts.copy')}
      wide
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('editor.close')}</Button>}
    >
      <div ref={body} role="presentation" onKeyDown={onKeyDown}>
        <p>{t('editor.drafts.copyWords')}</p>
        <div className={searchStyles['search']}>
          <input
            ref={input}
            type="text"
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-label={t('screens.list.search')}
            placeholder={t('screens.list.search')}
            onInput={(event) => {
              const text = event.currentTarget.value.trim();
              clearTimeout(timer.current);
              timer.current = setTimeout(() => setSearch(text), restMs);
            }}
          />
        </div>
        {ready && rows.length === 0 ? <p>{t('editor.drafts.nothingToCopy')}</p> : null}
        <ul className={styles['list']}>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={styles['row']} onClick={() => onChoose(row.id)}>
                <b>{formatDeclarationNo(row.declarationNo)}</b>
                <span>
                  {t(`editor.kind.${row.kind}`)} · {row.summary.importer} · {row.summary.goods}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
