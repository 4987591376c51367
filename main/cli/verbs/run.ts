import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { unsettledStates } from '../../../shared/filing/states.ts';
import { describeProblem } from '../../../shared/i18n/index.ts';
import type { GatewayAddress } from '../../engine/gateway-address.ts';
import { openSession, type Session } from '../../engine/session.ts';
import { recoveryState } from '../../engine/recovery-troubles.ts';
import { readSyncState } from '../../engine/sync.ts';
import { watchPacingFile } from '../../engine/pacing-subscription.ts';
import { systemClock } from '../../engine/system-clock.ts';
import type { Step } from '../../outbox/index.ts';
import { openProcessLog } from '../../log/index.ts';
import {
  defaultPacing,
  pacingSettingsSchema,
  type PacingSettings,
} from '../../outbox/policy/index.ts';
import { withFolder, type Place } from '../data.ts';
import { destinationName, readDestination, rememberDestination } from '../destination.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';
import { nextTry } from './status.ts';

const optionsSchema = z.object({
  central: z.string().optional(),
  folders: z.array(z.string()).optional(),
  sent: z.string().optional(),
  untilSettled: z.boolean().optional(),
  timeout: z.number().optional(),
  pacing: z.string().optional(),
});

/** Why a run ends. */
type End = 'settled' | 'timeout' | 'interrupted' | 'not-allowed';

/** How often progress is told, in milliseconds: to a person, and to a log. */
const tellEveryMs = { terminal: 1000, log: 10_000 } as const;

/** `naru run`: the engine without a screen. */
export function runVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const wanted = optionsSchema.parse(options);
  // Practice filings must not get a real destination, nor real ones go out unasked.
  if (place.mode === 'practice')
    throw new NaruError('wrong-input', {
      detail: `--practice: ${face.t('errors.real-mode-only')}`,
    });
  const gateway = readDestination(face, wanted);
  const override = readPacing(wanted.pacing);
  override(defaultPacing);

  return withFolder(place, async (folder) => {
    const ending = Promise.withResolvers<End>();
    const interrupted = untilInterrupted();
    interrupted.addEventListener('abort', () => ending.resolve('interrupted'));
    const session = await openSession({
      folder,
      mode: 'real',
      clock: systemClock,
      random: Math.random,
      pacing: defaultPacing,
      override,
      gateway,
      watchOwnWord: wanted.untilSettled !== true,
      onChange: () => {},
      onPractice: () => {},
      onStep: (step) => {
        if (session.outbox?.gate.state().laneStopped != null) ending.resolve('not-allowed');
        else if (wanted.untilSettled === true && isSettled(session, step))
          ending.resolve('settled');
      },
    });
    const log = openProcessLog(folder.folder, 'command-line');
    session.health.onGradeChange(({ channel, from, to }) =>
      log.write('grade', { channel, from, to }),
    );
    let timer: NodeJS.Timeout | undefined;
    let progress: { stop(): void } | undefined;
    let pacingWatch: { stop(): Promise<void> } | undefined;
    try {
      rememberDestination(session.store, gateway);
      if (session.problem !== null) face.problem(session.problem);
      // What stopped a lane may have been mended since: the new run tries once.
      session.outbox?.resume();
      session.start();
      pacingWatch = watchPacingFile(
        () => session.store,
        systemClock,
        Math.random,
        session.repace,
        () => session.outward,
      );
      if (wanted.timeout !== undefined)
        timer = setTimeout(() => ending.resolve('timeout'), wanted.timeout * 1000);
      progress = tellProgress(face, session, gateway);
      const end = await Promise.race([ending.promise, neverEnding(session)]);
      progress.stop();
      await pacingWatch.stop();
      return await finish(face, session, end);
    } finally {
      clearTimeout(timer);
      progress?.stop();
      await pacingWatch?.stop();
      await session.close();
    }
  });
}

/** Only ever ends by a fault of the program. */
async function neverEnding(session: Session): Promise<never> {
  await session.ended;
  throw new RangeError('the drain loop ended');
}

/** The last word over what the office has chosen. @throws {NaruError} `wrong-input` when called */
function readPacing(text: string | undefined): (chosen: PacingSettings) => PacingSettings {
  return (chosen) => (text === undefined ? chosen : overridden(chosen, text));
}

function overridden(chosen: PacingSettings, text: string): PacingSettings {
  try {
    return pacingSettingsSchema.parse({
      ...chosen,
      ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    });
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new NaruError('wrong-input', { detail: `--pacing: ${detail}` }, error);
  }
}

function openFilings({ store }: Session): number {
  return unsettledStates.map((state) => store.counts.transport[state]).reduce((a, b) => a + b, 0);
}

/**
 * All brought to an end, the notices read as far as they may be, and after a restore everything asked
 * that can be asked.
 */
function isSettled(session: Session, step: Step): boolean {
  if (openFilings(session) > 0 || step.did !== null || step.why === 'trouble') return false;
  return (recoveryState(session.store)?.left ?? 0) === 0;
}

function tellProgress(face: Face, session: Session, gateway: GatewayAddress): { stop(): void } {
  const { transport } = session.store.counts;
  face.say(
    face.t('cli.runStarted', {
      url: destinationName(gateway),
      queued: transport.queued,
      unconfirmed: transport.unconfirmed + transport.processing,
    }),
  );
  let last = '';
  const timer = setInterval(
    () => {
      const { store, mode, outbox, pacing: settings } = session;
      const state = readSyncState({ store, mode, outbox, settings, now: systemClock.now() });
      const { t } = face;
      const counts = store.counts.transport;
      const line = [
        t('cli.runProgress', {
          ...counts,
          attention: counts.refused + counts.recheck + counts.invalid,
          grade: t(`states.grade.${state.central.grade}`),
          next: nextTry(face, state),
        }),
        ...state.troubles.map((problem) => describeProblem(t, problem)),
      ].join('\n');
      if (line !== last) face.say(line);
      last = line;
    },
    face.isTerminal ? tellEveryMs.terminal : tellEveryMs.log,
  );
  return { stop: () => clearInterval(timer) };
}

async function finish(face: Face, session: Session, end: End): Promise<Exit> {
  // The visit on its way may still bring something.
  await session.close();
  const laneStopped = session.outbox?.gate.state().laneStopped ?? null;
  const open = openFilings(session);
  const counts = { ...session.store.counts.transport };
  const attention = counts.refused + counts.recheck + counts.invalid;
  const settled = open === 0;
  if (end === 'not-allowed')
    face.say(
      describeProblem(face.t, {
        code: 'gateway-not-allowed',
        params: { cause: face.t(`states.cause.${laneStopped ?? 'unauthorized'}`) },
      }),
    );
  else if (settled) face.say(face.t('cli.runSettled', { ...counts, attention }));
  else face.say(face.t(end === 'timeout' ? 'cli.runTimeout' : 'cli.runStopped', { open }));
  if (face.json) face.data({ settled, end, open, attention, transport: counts });
  return settled ? exit.done : exit.notAllDone;
}
