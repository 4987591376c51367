import type { Channel, ChannelGrade, ChannelState } from '../../../shared/sync/channels.ts';

/** What channels' own health adds to the first sentence; its words: `incidents.situation.<kind>`. */
export type ChannelSituation =
  | { kind: 'network-down' | 'names-down' | 'sender-asleep' | 'gateway-down'; tone: 'bad' }
  | { kind: 'gateway-ill'; tone: 'warn' }
  /** Declarations are in trouble while others of the gateway work. */
  | { kind: 'half-down'; tone: 'bad' | 'warn'; working: readonly Channel[] }
  /** Filing works; something beside it does not. */
  | { kind: 'answers-ill' | 'open-api-ill'; tone: 'warn'; ill: readonly Channel[] };

export const channelSituationKinds = [
  'network-down',
  'names-down',
  'sender-asleep',
  'gateway-down',
  'gateway-ill',
  'half-down',
  'answers-ill',
  'open-api-ill',
] as const satisfies readonly ChannelSituation['kind'][];

const answers: readonly Channel[] = ['inquiries', 'notices'];

/**
 * Is it them or us, by what each channel measured on its own: the nearest to us that is ill comes
 * first, for nothing behind it can be seen. `null` where nothing is ill, or nothing is known.
 */
export function channelSituationOf(states: readonly ChannelState[]): ChannelSituation | null {
  const stateOf = (channel: Channel): ChannelState | undefined =>
    states.find((state) => state.channel === channel);
  const gradeOf = (channel: Channel): ChannelGrade => stateOf(channel)?.grade ?? 'unknown';
  const isIll = (channel: Channel): boolean =>
    ['slow', 'degraded', 'stopped'].includes(gradeOf(channel));
  if (gradeOf('network') === 'stopped') return { kind: 'network-down', tone: 'bad' };
  if (gradeOf('names') === 'stopped') return { kind: 'names-down', tone: 'bad' };
  if (gradeOf('sending-program') === 'stopped') return { kind: 'sender-asleep', tone: 'bad' };
  if (isIll('declarations')) {
    const stopped = gradeOf('declarations') === 'stopped';
    const since = stateOf('declarations')?.since ?? 0;
    const working = answers.filter((channel) => worksSince(stateOf(channel), since));
    if (working.length > 0) return { kind: 'half-down', tone: stopped ? 'bad' : 'warn', working };
    return stopped ? { kind: 'gateway-down', tone: 'bad' } : { kind: 'gateway-ill', tone: 'warn' };
  }
  // Only where filing is known to work is the rest worth the first sentence.
  if (gradeOf('declarations') !== 'working') return null;
  const illAnswers = answers.filter(isIll);
  if (illAnswers.length > 0) return { kind: 'answers-ill', tone: 'warn', ill: illAnswers };
  const illServices = states
    .map(({ channel }) => channel)
    .filter((channel) => channel.startsWith('open-api-') && isIll(channel));
  return illServices.length === 0 ? null : { kind: 'open-api-ill', tone: 'warn', ill: illServices };
}

/** Whether it was found working after a trouble began: what went well before says nothing of it. */
function worksSince(state: ChannelState | undefined, since: number): boolean {
  if (state?.grade !== 'working' || state.lastSuccessAt === null) return false;
  return state.lastSuccessAt > since && state.lastSuccessAt > (state.lastFailure?.at ?? 0);
}
