import { useState } from 'react';

/** Copies a text, and says what came of it. */
export function useCopy(): [state: 'idle' | 'done' | 'failed', copy: (text: string) => void] {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  return [
    state,
    (text) => {
      setState('idle');
      navigator.clipboard.writeText(text).then(
        () => setState('done'),
        () => setState('failed'),
      );
    },
  ];
}
