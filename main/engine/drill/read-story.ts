import { z } from 'zod';
import { filingIdSchema, type FilingId } from '../../../shared/filing/numbers.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Store, StoredFiling } from '../../store/index.ts';

/** A span in which a filing stood in one state; `until` is `null` for the last. */
export interface Stay {
  transport: TransportState;
  from: EpochMs;
  until: EpochMs | null;
}

/** What the journal tells of one filing. */
export interface FilingStory {
  filing: StoredFiling;
  subject: string;
  stays: readonly Stay[];
  /** Digests of all documents that were frozen for it. */
  digests: readonly string[];
  /** Since when it is urgent; `null` where it never was made so. */
  urgentFrom: EpochMs | null;
}

export interface Story {
  filings: readonly FilingStory[];
  /** When a lane was first stopped by wrong credentials. */
  notAllowedAt: EpochMs | null;
  /** Hash of the journal's last entry. */
  journal: string;
}

const frozenSchema = z.object({ digest: z.string() });
const prioritySchema = z.object({ priority: z.string() });

/** Reads a drill's journal once, from its first entry to its last. */
export function readStory(store: Store): Story {
  return store.read(({ journal, filings }) => {
    const stays = new Map<FilingId, Stay[]>();
    const digests = new Map<FilingId, string[]>();
    const urgent = new Map<FilingId, EpochMs>();
    let notAllowedAt: EpochMs | null = null;
    for (const row of journal.walk()) {
      if (row.kind === 'lane-stopped') notAllowedAt ??= row.at;
      const read = filingIdSchema.safeParse(row.filing_id);
      if (!read.success) continue;
      const id = read.data;
      if (row.kind === 'frozen') {
        const { digest } = frozenSchema.parse(JSON.parse(row.data));
        digests.set(id, [...(digests.get(id) ?? []), digest]);
      }
      if (row.kind === 'priority-changed') {
        const { priority } = prioritySchema.parse(JSON.parse(row.data));
        if (priority === 'urgent') urgent.set(id, row.at);
        else urgent.delete(id);
      }
      if (row.transport === null) continue;
      const before = stays.get(id) ?? [];
      const last = before.at(-1);
      if (last?.transport === row.transport) continue;
      if (last !== undefined) last.until = row.at;
      stays.set(id, [...before, { transport: row.transport, from: row.at, until: null }]);
    }
    const told: FilingStory[] = [];
    for (const [id, of] of stays) {
      const filing = filings.byId(id);
      if (filing === null) continue;
      told.push({
        filing,
        subject: subjectOf(filing),
        stays: of,
        digests: digests.get(id) ?? [],
        urgentFrom: urgent.get(id) ?? null,
      });
    }
    return { filings: told, notAllowedAt, journal: journal.head().hash };
  });
}

/** As the central system names the document. */
function subjectOf({ declarationNo, part }: StoredFiling): string {
  switch (part.is) {
    case 'declaration':
      return declarationNo;
    case 'amendment':
      return `${declarationNo}/amendments/${part.sequence}`;
    case 'withdrawal':
    case 'synchronisation':
      return `${declarationNo}/${part.is}`;
  }
}
