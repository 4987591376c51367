/** Work that must not overlap: each piece begins when the one before it has ended, well or not. */
export interface Line {
  join<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that has joined so far has ended. */
  idle(): Promise<void>;
}

export function createLine(): Line {
  let last: Promise<unknown> = Promise.resolve();
  return {
    join(work) {
      const result = last.then(work);
      last = result.catch(() => {});
      return result;
    },
    async idle() {
      await last;
    },
  };
}
