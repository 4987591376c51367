import type { DeclarationNo, FilingId } from '../../shared/filing/numbers.ts';
import type { Part } from '../../shared/filing/part.ts';
import { epochMs, type Clock, type EpochMs, type Random } from '../../shared/time.ts';
import type { Gateway, RequestOptions } from '../central/gateway.ts';
import type { KeptDeclaration, Store } from '../store/index.ts';
import type { Disk } from './disk.ts';
import type { Describe, Render } from './freeze.ts';
import type { Gate } from './gate.ts';
import { requestTimeoutMs, type Lane, type PacingSettings, type Visit } from './policy/index.ts';
import type { Measured } from './measured.ts';
import type { InquiryPlan } from './settle.ts';

/** What a step did, or until when there is nothing to do. */
export type Step =
  | { did: Visit | 'compare' }
  /** A filing whose turn it was stayed here: its values went stale, or a person was faster. */
  | { did: 'set-aside' }
  | {
      did: null;
      /** When to look again; `null` where only an event or an answer brings work. */
      until: EpochMs | null;
      why: 'pace' | 'no-work' | 'trouble';
    };

/** A step whose request has left; `ended` resolves once its outcome is written down. */
export type Begun =
  | { did: Visit | 'compare'; ended: Promise<void> }
  | Exclude<Step, { did: Visit | 'compare' }>;

/**
 * Lets a sending follow the one before it: it is claimed in the transaction that settles that one,
 * and one sync serves both.
 */
export interface Following {
  /** Whether something new may begin. */
  mayFollow(): boolean;
  /** A sending has followed, and its request has left. */
  follows(ended: Promise<void>): void;
}

/** What the visits to the central system share. */
export interface Means {
  store: Store;
  gateway: Gateway;
  clock: Clock;
  random: Random;
  settings: PacingSettings;
  render: Render;
  describe: Describe;
  gate: Gate;
  disk: Disk;
  inquireIn: InquiryPlan;
  kept?(no: DeclarationNo, part: Part, digest: string): KeptDeclaration | null;
  onChange(ids: readonly FilingId[]): void;
  onMeasured?(measured: Measured): void;
}

/** Pause after the disk refused a write, in milliseconds. */
const troublePauseMs = 5000;

/** What a visit that could not be written down comes to. */
export function pause({
  disk,
  clock,
}: Pick<Means, 'disk' | 'clock'>): Extract<Step, { did: null }> {
  if (disk.trouble() === null) return { did: null, until: clock.now(), why: 'pace' };
  return { did: null, until: epochMs(clock.now() + troublePauseMs), why: 'trouble' };
}

export function requestOf(
  { gate, settings, clock }: Pick<Means, 'gate' | 'settings' | 'clock'>,
  lane: Lane,
  signal: AbortSignal | undefined,
): RequestOptions {
  return {
    timeoutMs: requestTimeoutMs(gate.state()[lane].latencyMs, settings),
    mayLeave: () => clock.now() >= (gate.state().notBefore ?? 0),
    ...(signal === undefined ? {} : { signal }),
  };
}
