import type { Part } from '../../shared/filing/part.ts';
import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import { sequenceOf } from '../../shared/filing/part.ts';
import type { Gateway } from '../../main/central/gateway.ts';

/** Stands for the end of the process while a request is on its way. */
export class Crash extends Error {}

/** What a test can do to a gateway in memory, and what it has seen. */
export interface ModelGateway<Fault extends string = string> extends Gateway {
  /** The fault of the next request. */
  next: Fault;
  /** Happens once while the next request is on its way. */
  during: () => void;
  /** Digests by subject: of a declaration its number, of a part its number and name. */
  readonly filed: ReadonlyMap<string, readonly string[]>;
  /** Numbers that bytes were sent under: each belongs to its filing for life. */
  readonly carried: ReadonlySet<string>;
  readonly breaches: readonly string[];
  /** Its last Retry-After died with the process that read it: nobody can obey it. */
  forgiveRetryAfter(): void;
  /** Whether anything will ever be heard of it; absent: of everything. */
  answers?(subject: string): boolean;
  /** Decides what waits for a decision and writes notices. */
  decide(): void;
}

export interface Subject {
  declarationNo: DeclarationNo;
  part: Part;
}

export function subjectOf({ declarationNo, part }: Subject): string {
  return part.is === 'declaration'
    ? declarationNo
    : `${declarationNo}/${part.is}/${sequenceOf(part)}`;
}

/**
 * Notes that bytes were sent under a number. Amendment and withdrawal come after their original; a
 * synchronisation asks whether it is there.
 */
export function carry(carried: Set<string>, of: Subject): string | null {
  const isFirst = !carried.has(of.declarationNo);
  carried.add(of.declarationNo);
  const needsOriginal = of.part.is === 'amendment' || of.part.is === 'withdrawal';
  return isFirst && needsOriginal ? `${subjectOf(of)} before its original` : null;
}
