import type { SyncState } from '../../../shared/sync/sync-state.ts';

/** Pictures of the tray; each has a shape of its own, since a colour alone says nothing to some. */
export const trayPictures = ['calm', 'waiting', 'slow', 'stopped', 'trouble'] as const;
export type TrayPicture = (typeof trayPictures)[number];

/** What the tray says in words, by the same names as in the catalogues. */
export const trayWords = [
  'starting',
  'engineStopped',
  'trouble',
  'notAllowed',
  'noGateway',
  'stopped',
  'slow',
  'waiting',
  'calm',
] as const;
export type TrayWord = (typeof trayWords)[number];

export interface TrayState {
  picture: TrayPicture;
  word: TrayWord;
  isPractice: boolean;
  /** Filings on our side by what becomes of them; customs' words are not the tray's. */
  waiting: number;
  unconfirmed: number;
  person: number;
}

const none = { isPractice: false, waiting: 0, unconfirmed: 0, person: 0 };

/**
 * What the tray shows: the most pressing that holds.
 * @param sync `null` before the engine has spoken
 * @param isEngineUp whether the engine's process works
 */
export function trayState(sync: SyncState | null, isEngineUp: boolean): TrayState {
  if (!isEngineUp) return { picture: 'trouble', word: 'engineStopped', ...none };
  if (sync === null) return { picture: 'calm', word: 'starting', ...none };
  const { transport } = sync.counts;
  const counts = {
    isPractice: sync.mode === 'practice',
    waiting: (transport.queued ?? 0) + (transport.sending ?? 0),
    unconfirmed: (transport.unconfirmed ?? 0) + (transport.processing ?? 0),
    person: (transport.refused ?? 0) + (transport.recheck ?? 0) + (transport.invalid ?? 0),
  };
  return { ...judged(sync, counts.waiting + counts.unconfirmed), ...counts };
}

function judged(
  { troubles, gate, central }: SyncState,
  open: number,
): Pick<TrayState, 'picture' | 'word'> {
  if (troubles.length > 0 || gate.phase === 'paused')
    return { picture: 'trouble', word: 'trouble' };
  if (gate.phase === 'not-allowed' || central.grade === 'not-allowed')
    return { picture: 'trouble', word: 'notAllowed' };
  if (gate.phase === 'no-gateway') return { picture: 'calm', word: 'noGateway' };
  if (central.grade === 'stopped') return { picture: 'stopped', word: 'stopped' };
  if (central.grade === 'slow' || central.grade === 'unsteady')
    return { picture: 'slow', word: 'slow' };
  return open > 0 ? { picture: 'waiting', word: 'waiting' } : { picture: 'calm', word: 'calm' };
}
