import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useText } from '../../app/text.tsx';
import { Key } from '../../components/key.tsx';
import styles from './search-box.module.css';

const restMs = 180;

/**
 * The input keeps its own text, so that nothing interferes while a syllable is composed; what it
 * holds, composed so far, is searched for once the person rests.
 */
export function SearchBox({
  input,
  onSearch,
  onDown,
  onLeave,
}: {
  input: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  onDown: () => void;
  onLeave: () => void;
}): ReactNode {
  const { t } = useText();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), restMs);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent)) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') onDown();
    else if (event.key === 'Escape' && event.currentTarget.value !== '') {
      event.currentTarget.value = '';
      clearTimeout(timer.current);
      onSearch('');
    } else if (event.key === 'Escape') {
      // Where there is no row to go to, the keys are the screen's all the same.
      event.currentTarget.blur();
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['search']} role="search">
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path
          d="M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M9.5 9.500l3 3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      <input
        ref={input}
        type="text"
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('screens.list.search')}
        aria-label={t('screens.list.search')}
        aria-keyshortcuts="/"
        onInput={(event) => search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Key name="/" />
    </div>
  );
}
