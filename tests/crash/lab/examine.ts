import { z } from 'zod';
import { startDrainLoop } from '../../../main/engine/drain-loop.ts';
import {
  openDataFolder,
  openForReading,
  verifyStore,
  type Store,
} from '../../../main/store/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { centralAfter, type LabCentral } from './lab-central.ts';
import { labClock, labStart } from './lab-clock.ts';
import { labDestination, labGateway } from './lab-gateway.ts';
import { allFilings, isAtItsEnd, openLabOutbox } from './office.ts';
import type { Told } from './told.ts';

export interface Left {
  /** Data folder as it was left. It is worked in. */
  folder: string;
  /** All that was told up to that instant. */
  told: readonly Told[];
  /** Whether the rest is drained too, and the ledgers compared at the end. */
  drain: boolean;
}

/** No drain of the lab takes longer, in milliseconds of its own time. */
const longestDrainMs = 24 * 3_600_000;

/** Opens what was left and holds it against what was told; says everything that is wrong. */
export async function examine({ folder, told, drain }: Left): Promise<string[]> {
  const lastTold = told.at(-1)?.at ?? labStart;
  const findings: string[] = [];
  try {
    const held = openDataFolder({ folder, owner: 'examination', now: new Date(lastTold + 1) });
    try {
      const store = held.openStore('real');
      try {
        const central = centralAfter(told);
        findings.push(...verified(store), ...holdAgainst(store, told, central));
        const at = Math.max(lastTold, newestIn(store)) + 1;
        if (drain) findings.push(...(await drained(store, told, central, at)));
      } finally {
        store.close();
      }
    } finally {
      held.release();
    }
  } catch (error) {
    findings.push(`failed: ${String(error)}`);
  }
  return findings;
}

function verified(store: Store): string[] {
  return verifyStore(store).findings.map((found) => `verify: ${JSON.stringify(found)}`);
}

/** What must be so at every instant, before anything is made true again. */
function holdAgainst(store: Store, told: readonly Told[], central: LabCentral): string[] {
  const findings: string[] = [];
  const byReference = new Map(allFilings(store).map((filing) => [filing.reference, filing]));
  const byNumber = new Map([...byReference.values()].map((f) => [f.declarationNo.toString(), f]));

  for (const line of told) {
    if (line.told !== 'saved' && line.told !== 'cancelled') continue;
    const filing = byReference.get(line.reference);
    if (filing === undefined) findings.push(`lost: ${line.reference}`);
    else if (line.told === 'cancelled' && filing.transport !== 'cancelled')
      findings.push(`cancelled, and now ${filing.transport}: ${line.reference}`);
  }
  for (const [kind, counted] of [
    ['send', central.sent],
    ['inquiry', central.asked],
  ] as const)
    for (const [no, times] of counted) {
      const filing = byNumber.get(no);
      const entries = filing === undefined ? [] : store.tables.journal.timeline(filing.journalSeq);
      const begun = entries.filter(
        (entry) => entry.kind === 'attempt-started' && entry.data['attempt'] === kind,
      ).length;
      if (begun < times) findings.push(`left before it was on disk: ${kind} ${times} of ${no}`);
    }
  for (const [no, { transport, receiptNo }] of byNumber) {
    const mayBeThere = ['sending', 'unconfirmed', 'processing', 'acknowledged'].includes(transport);
    if (central.inDoubt.has(no) && !mayBeThere) findings.push(`received, and ${transport}: ${no}`);
    if (transport === 'acknowledged' && !(central.taken.has(no) && receiptNo === `R-${no}`))
      findings.push(`acknowledged without a receipt: ${no}`);
    if (transport === 'refused' && !central.refused.has(no))
      findings.push(`refused by nobody: ${no}`);
  }
  return findings;
}

/** Lets everything come to its end without faults, and compares the ledgers. */
async function drained(
  store: Store,
  told: readonly Told[],
  central: LabCentral,
  at: number,
): Promise<string[]> {
  const findings: string[] = [];
  const clock = labClock(at);
  const random = seededRandom(told.length);
  const before = allFilings(store);
  for (const { transport, declarationNo } of before)
    // Whatever came of it died with the process: the sender cannot know.
    if (['sending', 'unconfirmed', 'processing'].includes(transport))
      central.inDoubt.add(declarationNo);
  if (!isRetryAfterThere(store, told)) central.forgiveRetryAfter();
  const outbox = openLabOutbox(
    store,
    labGateway({
      central,
      clock,
      fault: () => 'none',
      arrives: () => {},
      hears: () => {},
      latencyMs: () => 20,
    }),
    clock,
    random,
  );
  const open = allFilings(store);
  for (const { id, transport } of open) {
    const was = before.find((filing) => filing.id === id)?.transport;
    const shall = was === 'sending' ? 'unconfirmed' : was;
    if (transport !== shall) findings.push(`${was} became ${transport} by opening`);
  }

  const loop = startDrainLoop(outbox, clock, () => {});
  async function untilDone(): Promise<void> {
    for (;;) {
      await clock.sleep(20_000);
      central.decide(clock.now());
      if (allFilings(store).every(isAtItsEnd)) return;
      if (clock.now() - at > longestDrainMs) return;
    }
  }
  await Promise.race([untilDone(), loop.ended]);
  await loop.stop(3000);
  findings.push(...compared(store, central), ...verified(store));
  const trouble = outbox.trouble();
  if (trouble !== null) findings.push(`trouble without a cause: ${trouble.code}`);
  return findings;
}

/**
 * The latest instant that the data knows of: time has gone on between the last line told and the end
 * of the process, and it never goes back for the central system.
 */
function newestIn({ tables }: Store): number {
  const { journal, gates } = tables;
  const gate = z.object({ savedAt: z.number() }).safeParse(gates.pacer(labDestination));
  return Math.max(journal.entry(journal.head().seq)?.at ?? 0, gate.data?.savedAt ?? 0);
}

/** What a data folder tells of the end of its process. */
export function leftIn(
  folder: string,
  told: readonly Told[],
): { at: number; heardRetryAfter: boolean } {
  const lastTold = told.at(-1)?.at ?? labStart;
  // Nothing was asked yet: the database may not even have all its tables.
  if (told.every((line) => line.told !== 'request')) return { at: lastTold, heardRetryAfter: true };
  const store = openForReading(folder, 'real');
  try {
    const at = Math.max(lastTold, newestIn(store));
    return { at, heardRetryAfter: isRetryAfterThere(store, told) };
  } finally {
    store.close();
  }
}

/** The number that a request answered with a Retry-After was about; `null` for any other line. */
function askedToWait(line: Told): string | null {
  if (line.told !== 'request' || line.fault !== 'retry-after') return null;
  return line.request.do === 'notices' ? null : line.request.no;
}

/** Whether what came of every request that was answered with a Retry-After is on disk. */
function isRetryAfterThere(store: Store, told: readonly Told[]): boolean {
  const said = new Map<string, number>();
  for (const no of told.map(askedToWait)) if (no !== null) said.set(no, (said.get(no) ?? 0) + 1);
  return allFilings(store).every(({ id, declarationNo }) => {
    const heard = store.tables.attempts.of(id).filter((attempt) => attempt.retryAfterMs !== null);
    return heard.length >= (said.get(declarationNo) ?? 0);
  });
}

/** Lost, doubled, phantom, blind, out of step: all must be nought. */
function compared(store: Store, central: LabCentral): string[] {
  const findings = central.breaches.map((breach) => `breach: ${breach}`);
  const filings = allFilings(store);
  const numbers = new Set<string>(filings.map(({ declarationNo }) => declarationNo));
  for (const no of central.taken.keys()) if (!numbers.has(no)) findings.push(`phantom: ${no}`);
  for (const filing of filings) {
    const { declarationNo: no, transport, customs, receiptNo } = filing;
    const times = central.taken.get(no)?.length ?? 0;
    const shall = transport === 'acknowledged' ? 1 : 0;
    if (times !== shall) findings.push(`${no} is ${transport} and was taken ${times} times`);
    if (!isAtItsEnd(filing)) findings.push(`stuck: ${no} is ${transport}, ${customs}`);
    if (transport === 'acknowledged' && receiptNo !== `R-${no}`)
      findings.push(`out of step: ${no} has ${String(receiptNo)}`);
  }
  return findings;
}
