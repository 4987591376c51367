import { useState } from 'react';

/** Copies a text, or one that is fetched only now, and says what came of it. */
export function useCopy(): [
  state: 'idle' | 'done' | 'failed',
  copy: (text: string | (() => Promise<string>)) => void,
] {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  return [
    state,
    (text) => {
      setState('idle');
      const fetched = typeof text === 'string' ? Promise.resolve(text) : text();
      fetched
        .then((told) => navigator.clipboard.writeText(told))
        .then(
          () => setState('done'),
          () => setState('failed'),
        );
    },
  ];
}
