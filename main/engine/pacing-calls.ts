import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { PacingView } from '../../shared/sync/pacing.ts';
import type { PacingSettings } from '../outbox/policy/index.ts';
import type { Engaged } from './engaged.ts';
import { choosePacing } from './choose-pacing.ts';
import { readPacingSetting, viewPacing } from './pacing-setting.ts';
import { lookForPacingFile, subscribePacing, unsubscribePacing } from './pacing-subscription.ts';

type PacingCalls = Pick<
  CallHandlers,
  'pacing.get' | 'pacing.set' | 'pacing.subscribe' | 'pacing.unsubscribe' | 'pacing.look'
>;

/** Calls about how fast is sent: what the office chooses, and the file that it follows. */
export function pacingCalls(
  { session, clock, changes }: Pick<Engaged, 'session' | 'clock' | 'changes'>,
  base: PacingSettings,
): PacingCalls {
  const store = () => session().store;
  const view = (): PacingView => viewPacing(store().read(readPacingSetting), base, clock.now());

  /** Lets the running outbox have it. */
  function applied(): PacingView {
    session().repace();
    changes.sync();
    return view();
  }
  function realAlone(): void {
    if (session().mode !== 'real') throw new NaruError('real-mode-only');
  }
  async function look(): Promise<PacingView> {
    await lookForPacingFile(store, clock, undefined, session().outward);
    return applied();
  }

  return {
    'pacing.get': view,
    'pacing.set': ({ values }) => {
      choosePacing(store(), values, clock.now());
      return applied();
    },
    'pacing.subscribe': (wanted) => {
      realAlone();
      subscribePacing(store(), wanted, clock.now());
      return look();
    },
    'pacing.unsubscribe': () => {
      realAlone();
      unsubscribePacing(store(), clock.now());
      return applied();
    },
    'pacing.look': () => {
      realAlone();
      return look();
    },
  };
}
