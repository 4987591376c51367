import type { PackFinding } from './findings.ts';

/**
 * Names the lines that are not as they were written, by their digests alone.
 * @param written digests of all lines as they were written; no two are the same
 * @param found digests of the lines that are there now
 * @param firstSeq sequence number of the first line's entry; the others follow without a gap
 */
export function compareLines(
  written: readonly string[],
  found: readonly string[],
  firstSeq: number,
): PackFinding[] {
  const places = new Map(written.map((digest, place) => [digest, place]));
  const findings: PackFinding[] = [];
  const missing = new Set(places.values());
  const extra: { line: number; after: number }[] = [];
  const kept: number[] = [];
  for (const [index, digest] of found.entries()) {
    const place = places.get(digest);
    if (place !== undefined && missing.delete(place)) kept.push(place);
    else extra.push({ line: index + 1, after: kept.at(-1) ?? -1 });
  }
  const nameOf = (place: number) => ({ line: place + 1, seq: firstSeq + place });

  // A line that nobody wrote where one is gone is that one, changed.
  let last = -1;
  for (const { line, after } of extra) {
    const place = Math.max(after, last) + 1;
    if (missing.delete(place)) {
      findings.push({ code: 'line-changed', params: nameOf(place) });
      last = place;
    } else findings.push({ code: 'line-extra', params: { line } });
  }
  findings.push(...missingRuns([...missing], firstSeq));

  const inOrder = kept.toSorted((a, b) => a - b);
  const moved = kept.filter((place, index) => place !== inOrder[index]).toSorted((a, b) => a - b);
  const [first, end] = [moved[0], moved.at(-1)];
  if (first !== undefined && end !== undefined)
    findings.push({
      code: 'lines-moved',
      params: { first: first + 1, last: end + 1, seq: firstSeq + first, lastSeq: firstSeq + end },
    });
  return findings;
}

/** Lines that are gone, those next to each other together. */
function missingRuns(places: readonly number[], firstSeq: number): PackFinding[] {
  const runs: { first: number; last: number }[] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run !== undefined && place === run.last + 1) run.last = place;
    else runs.push({ first: place, last: place });
  }
  return runs.map(({ first, last }): PackFinding =>
    first === last
      ? { code: 'line-missing', params: { line: first + 1, seq: firstSeq + first } }
      : {
          code: 'lines-missing',
          params: {
            first: first + 1,
            last: last + 1,
            seq: firstSeq + first,
            lastSeq: firstSeq + last,
          },
        },
  );
}
