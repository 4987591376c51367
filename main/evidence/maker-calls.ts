import type { PackFile } from '../../shared/evidence/index.ts';
import type { MadePack, PackParts, PackPhase } from './pack.ts';

/** What the thread that makes packs is told. */
export type MakerRequest =
  | { call: 'make'; parts: PackParts }
  /** The signature that it asked for, hex. */
  | { call: 'signed'; signature: string };

/** What it says; the key never goes to it. */
export type MakerAnswer =
  | { is: 'phase'; phase: PackPhase }
  | { is: 'sign'; message: Uint8Array }
  | { is: 'done'; files: PackFile[]; zip: Uint8Array; digest: MadePack['digest'] }
  | { is: 'fault'; text: string };
