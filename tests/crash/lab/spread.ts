/**
 * Picks some, one at random out of each stretch of equal length: few as they may be, they cover
 * the whole range, and another seed picks others.
 */
export function spread<T>(all: readonly T[], wanted: number, random: () => number): T[] {
  if (wanted >= all.length) return [...all];
  const picked: T[] = [];
  for (let i = 0; i < wanted; i += 1) {
    const from = Math.floor((i * all.length) / wanted);
    const to = Math.floor(((i + 1) * all.length) / wanted);
    picked.push(...all.slice(from + Math.floor(random() * (to - from))).slice(0, 1));
  }
  return picked;
}
