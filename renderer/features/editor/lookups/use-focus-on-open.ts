import { useEffect, type RefObject } from 'react';

/** The one field of a dialog has the focus as it opens. */
export function useFocusOnOpen(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => field.current?.focus(), [field]);
}
