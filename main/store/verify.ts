import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import { readFilingRow, selectFiling } from './filings.ts';
import { entryHash, genesis } from './journal.ts';
import type { Store, Tables } from './store.ts';

export interface Verification {
  /** What is wrong, each in one line; empty where all is well. */
  findings: string[];
  filings: number;
  entries: number;
  /** Hash of the last journal entry, hex; noted elsewhere it shows later cuts. */
  head: string;
}

interface Folded {
  transport: TransportState | null;
  customs: CustomsState | null;
}

/** Most findings that are told; a broken chain would otherwise name every entry. */
const most = 100;

/**
 * Checks the database's integrity, the journal's chain, and every filing against its journal.
 * @throws {NaruError} `data-damaged` where the file cannot even be read
 */
export function verifyStore(store: Store): Verification {
  return store.read(verifyTables);
}

function verifyTables({ connection, journal }: Tables): Verification {
  const findings: string[] = [];
  function find(finding: string): void {
    if (findings.length < most) findings.push(finding);
  }

  for (const row of connection.prepare<[], string>('PRAGMA integrity_check').pluck().iterate())
    if (row !== 'ok') find(`integrity: ${row}`);
  for (const row of connection.prepare('PRAGMA foreign_key_check').iterate())
    find(`foreign key: ${JSON.stringify(row)}`);

  const states = new Map<number, Folded>();
  let previous = genesis;
  for (const row of journal.walk()) {
    if (row.seq !== previous.seq + 1) find(`journal: an entry is missing before ${row.seq}`);
    const fields = [
      row.seq,
      row.at,
      row.filing_id,
      row.before,
      row.kind,
      row.transport,
      row.customs,
      row.data,
    ];
    if (!entryHash(previous.hash, fields).equals(row.hash))
      find(`journal: entry ${row.seq} was changed or does not follow ${previous.seq}`);
    previous = { seq: row.seq, hash: row.hash };
    if (row.filing_id === null) continue;
    if (row.kind === 'undone') states.delete(row.filing_id);
    else {
      const before = states.get(row.filing_id);
      states.set(row.filing_id, {
        transport: row.transport ?? before?.transport ?? null,
        customs: row.customs ?? before?.customs ?? null,
      });
    }
  }

  let filings = 0;
  for (const raw of connection.prepare(selectFiling).iterate()) {
    const filing = readFilingRow(raw);
    filings += 1;
    const told = states.get(filing.id);
    states.delete(filing.id);
    if (told?.transport !== filing.transport)
      find(`${filing.declarationNo}: ${filing.transport}, journal says ${told?.transport}`);
    if ((told?.customs ?? 'none') !== filing.customs)
      find(`${filing.declarationNo}: customs ${filing.customs}, journal says ${told?.customs}`);
  }
  for (const id of states.keys()) find(`filing ${id} stands in the journal and nowhere else`);

  return {
    findings,
    filings,
    entries: previous.seq,
    head: Buffer.from(previous.hash).toString('hex'),
  };
}
