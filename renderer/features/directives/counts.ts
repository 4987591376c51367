import type { Directive } from '../../../shared/sync/directives.ts';

/** How many filings a directive touches, or has touched. */
export function touchedOf({ counts }: Pick<Directive, 'counts'>): number {
  const { planned, done, skipped, undone, kept } = counts;
  return planned + done + skipped + undone + kept;
}
