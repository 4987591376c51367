/** One request as the central system saw it. Times are epoch milliseconds. */
export interface RequestEntry {
  request: number;
  method: string;
  path: string;
  /** Names the document; `null` for a request about none. */
  subject: string | null;
  at: number;
  /** Digest of the body that was read. */
  digest: string | null;
  /** Whether this request made the system take a document. */
  took: boolean;
  status: number | null;
  /** What was answered, in a word. */
  answer: string | null;
  end: 'open' | 'answered' | 'cut' | 'client-left';
  endedAt: number | null;
}

/** The newest requests, in a ring: a long practice does not grow it. */
export interface RequestLog {
  add(entry: RequestEntry): void;
  /** Oldest first. */
  entries(): RequestEntry[];
}

export function createRequestLog(size: number): RequestLog {
  const ring: RequestEntry[] = [];
  let next = 0;
  return {
    add(entry) {
      ring[next] = entry;
      next = (next + 1) % size;
    },
    entries() {
      const full = ring.length === size;
      const ordered = full ? [...ring.slice(next), ...ring.slice(0, next)] : ring;
      return structuredClone(ordered);
    },
  };
}
