import type { DrillSheetRow, DrillState } from '../../../shared/contract/index.ts';
import type { DrillSheet } from '../../../shared/drill/sheet.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { Engaged } from '../engaged.ts';
import type { Session } from '../session.ts';
import type { Rehearsal } from './rehearsal.ts';

type DrillCalls = Pick<
  CallHandlers,
  | 'drill.state'
  | 'drill.start'
  | 'drill.speed'
  | 'drill.mend'
  | 'drill.end'
  | 'drill.sheets'
  | 'drill.sheet'
  | 'drill.remove'
>;

export interface DrillCallsOptions extends Pick<Engaged, 'session' | 'line'> {
  rehearsal: Rehearsal;
  /** Shows a drill's session; the office's is closed in good order. */
  enterDrill(session: Session): Promise<void>;
  /** Opens the office's session again. */
  leaveDrill(): Promise<void>;
}

/** Calls about drills (훈련). */
export function drillCalls(options: DrillCallsOptions): DrillCalls {
  const { rehearsal, session, line } = options;

  function state(): DrillState {
    const running = rehearsal.state();
    if (running === null) throw new NaruError('no-drill');
    return running;
  }

  return {
    'drill.state': () => rehearsal.drills(),
    'drill.start': (wanted) =>
      line.join(async () => {
        if (rehearsal.running() !== null) throw new NaruError('drill-running');
        const count = heldBack(session());
        if (count > 0 && !wanted.evenIfWaiting)
          throw new NaruError('drill-holds-filings', { count });
        const drill = await rehearsal.open(wanted, count);
        await options.enterDrill(drill.session);
        rehearsal.go();
        return state();
      }),
    'drill.speed': ({ speed }) => {
      rehearsal.setSpeed(speed);
      return state();
    },
    'drill.mend': () => {
      rehearsal.mend();
      return state();
    },
    'drill.end': () =>
      line.join(async () => {
        if (rehearsal.running() === null) throw new NaruError('no-drill');
        return rehearsal.end(options.leaveDrill);
      }),
    'drill.sheets': () => rehearsal.sheets().map(rowOf),
    'drill.sheet': ({ id }) => rehearsal.sheet(id),
    'drill.remove': ({ id }) => {
      rehearsal.remove(id);
      return {};
    },
  };
}

/** Real filings that wait or are on their way, and would stand still during a drill. */
function heldBack({ mode, store }: Session): number {
  if (mode !== 'real') return 0;
  const { queued, sending, unconfirmed, processing } = store.counts.transport;
  return queued + sending + unconfirmed + processing;
}

function rowOf(sheet: DrillSheet): DrillSheetRow {
  const { id, scenario, seed, ended, isWhole, filings, tallies } = sheet;
  const { lost, doubled } = sheet;
  return {
    id,
    scenario,
    seed,
    ended,
    isWhole,
    filings,
    tallies,
    lost: lost.length,
    doubled: doubled.length,
  };
}
