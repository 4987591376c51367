/** An entry of the journal, as far as its hash covers it. */
export interface ChainedEntry {
  seq: number;
  at: number;
  filing: number | null;
  /** The entry before this one of the same filing. */
  before: number | null;
  kind: string;
  transport: string | null;
  customs: string | null;
  /** JSON, exactly as it was written. */
  data: string;
}

/**
 * The text whose SHA-256 is the hash of an entry; it holds the hash of the one before, so nothing
 * can be changed, removed or moved.
 */
export function chainText(previous: string, entry: ChainedEntry): string {
  const { seq, at, filing, before, kind, transport, customs, data } = entry;
  // Numbers and words without a bar, then the rest: no two entries read the same.
  return `${previous}|${seq}|${at}|${filing}|${before}|${kind}|${transport}|${customs}|${data}`;
}
