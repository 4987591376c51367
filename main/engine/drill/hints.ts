import type { DrillAct, DrillHint, LimitResult } from '../../../shared/drill/sheet.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { mannerOf, manners, phaseAt, type Script } from '../../practice/drill/index.ts';
import { takenShare } from './lateness.ts';
import type { FilingStory, Story } from './read-story.ts';

const minute = 60_000;
/** What a person may let lie without a word about it, in milliseconds. */
const fairMs = 15 * minute;

export interface Seen {
  script: Script;
  story: Story;
  acts: readonly DrillAct[];
  limits: readonly LimitResult[];
  mendedAt: EpochMs | null;
  until: EpochMs;
}

/** What the person might have done sooner, by rules. Pure. */
export function hintsOf(seen: Seen): DrillHint[] {
  return [
    ...urgentNotMarked(seen),
    ...credentialsLate(seen),
    ...lay(seen, 'recheck', 'recheck-lay'),
    ...lay(seen, 'refused', 'refused-lay'),
    ...heldForgotten(seen),
    ...sendNow(seen),
  ];
}

function urgentNotMarked({ limits, story }: Seen): DrillHint[] {
  const urgentFrom = new Map(story.filings.map((one) => [one.filing.reference, one]));
  const missed = limits.filter(({ rule, verdict, reference, by }) => {
    if (rule !== 'cut-off' || verdict !== 'late') return false;
    const one = urgentFrom.get(reference);
    if (one === undefined) return false;
    return one.filing.priority !== 'urgent' || (one.urgentFrom !== null && one.urgentFrom > by);
  });
  return missed.length === 0 ? [] : [{ is: 'urgent-not-marked', filings: missed.length }];
}

function credentialsLate({ story, mendedAt }: Seen): DrillHint[] {
  const { notAllowedAt } = story;
  if (notAllowedAt === null) return [];
  if (mendedAt === null) return [{ is: 'credentials-late', minutes: null }];
  const late = mendedAt - notAllowedAt;
  return late <= 5 * minute ? [] : [{ is: 'credentials-late', minutes: whole(late) }];
}

function lay(
  { story, until }: Seen,
  transport: TransportState,
  is: 'recheck-lay' | 'refused-lay',
): DrillHint[] {
  const longest = story.filings
    .map(({ stays }) => longestStay(stays, transport, until))
    .filter((ms) => ms > fairMs);
  if (longest.length === 0) return [];
  return [{ is, filings: longest.length, minutes: whole(Math.max(...longest)) }];
}

function longestStay(
  stays: FilingStory['stays'],
  transport: TransportState,
  until: EpochMs,
): number {
  const own = stays.filter((stay) => stay.transport === transport);
  return Math.max(0, ...own.map((stay) => (stay.until ?? until) - stay.from));
}

function heldForgotten({ story }: Seen): DrillHint[] {
  const held = story.filings.filter(({ filing }) => filing.transport === 'held').length;
  return held === 0 ? [] : [{ is: 'held-forgotten', filings: held }];
}

/** Pressed while nothing could be taken; not pressed once all went well again and much waited. */
function sendNow({ script, acts, story, until }: Seen): DrillHint[] {
  const pressed = acts.filter(({ call }) => call === 'outbox.sendNow').map(({ at }) => at);
  const shareAt = (at: number): number =>
    takenShare(manners[mannerOf(phaseAt(script.phases, at - script.startAt), 'submit')]);
  const inVain = pressed.filter((at) => shareAt(at) === 0).length;
  const hints: DrillHint[] = inVain === 0 ? [] : [{ is: 'sent-now-in-vain', times: inVain }];
  let worst: { minutes: number; filings: number } | null = null;
  for (const [n, phase] of script.phases.entries()) {
    const before = script.phases[n - 1];
    const at = script.startAt + phase.from;
    const isBack =
      before !== undefined &&
      takenShare(manners[mannerOf(before, 'submit')]) <= 0.5 &&
      shareAt(at) > 0.85;
    if (!isBack || at > until) continue;
    const next = pressed.find((when) => when >= at) ?? null;
    const waited = story.filings
      .map(({ stays }) => waitFrom(stays, at, next ?? until))
      .filter((ms) => ms > fairMs);
    if (waited.length === 0) continue;
    const minutes = whole(Math.max(...waited));
    if (worst === null || minutes > worst.minutes) worst = { minutes, filings: waited.length };
  }
  return worst === null ? hints : [...hints, { is: 'not-sent-now', ...worst }];
}

/** How long a filing that was waiting at a moment went on waiting, until a later moment at most. */
function waitFrom(stays: FilingStory['stays'], at: number, until: number): number {
  const stay = stays.find(
    ({ transport, from, until: left }) =>
      transport === 'queued' && from <= at && (left === null || left > at),
  );
  return stay === undefined ? 0 : Math.min(stay.until ?? until, until) - at;
}

const whole = (ms: number): number => Math.max(1, Math.round(ms / minute));
