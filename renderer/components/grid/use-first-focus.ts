import { useEffect, useRef } from 'react';

/** The list takes the focus once it is there, unless the person is typing. */
export function useFirstFocus(ready: boolean, focusRow: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    if (!(document.activeElement instanceof HTMLInputElement)) focusRow();
  });
}
