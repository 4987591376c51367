import { z } from 'zod';
import type { CallName } from '../../../shared/contract/index.ts';
import type { DrillAct } from '../../../shared/drill/sheet.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { EpochMs } from '../../../shared/time.ts';

/**
 * Not to be done in a drill: what reaches out of it, and what would be lost with it although a
 * person might believe it done for the office.
 */
const refused: ReadonlySet<CallName> = new Set<CallName>([
  'mode.set',
  'backup.set',
  'backup.make',
  'restore.preview',
  'restore.apply',
  'restore.goOn',
  'rescue.restore',
  'rescue.salvage',
  'export.make',
  'freshness.set',
  'move.out',
  'move.stay',
  'evidence.make',
  'holidays.set',
  'gateway.set',
  'gateway.tryFolders',
  'hotFolder.set',
  'intake.begin',
  'keys.makeRecoveryCode',
  'keys.rotate',
  'keys.setPassphrase',
  'numbers.set',
  'office.set',
  'openApi.setKey',
  'openApi.setPerHundred',
  'pacing.look',
  'pacing.set',
  'pacing.subscribe',
  'pacing.unsubscribe',
  'practice.addSamples',
  'privacy.remove',
  'practice.scenario',
  'program.check',
  'logs.set',
  'templates.save',
  'mappings.save',
]);

/** What a person does, for the score sheet. */
const noted: ReadonlySet<CallName> = new Set<CallName>([
  'filings.act',
  'filings.fileElsewhere',
  'filings.synchronise',
  'filings.withdraw',
  'outbox.sendNow',
  'stale.accept',
  'stale.checkAgain',
  'pccc.renew',
  'drafts.queue',
  'directives.do',
  'incidents.remark',
]);

const inputSchema = z.object({
  ids: z.array(z.unknown()).optional(),
  id: z.number().optional(),
  action: z.string().optional(),
});

/** The act that a call is; `null` where it changes nothing that a score sheet tells of. */
export function actOf(name: CallName, input: unknown, at: EpochMs): DrillAct | null {
  if (!noted.has(name)) return null;
  const read = inputSchema.safeParse(input);
  const { ids, id, action } = read.success ? read.data : {};
  const filings = ids?.length ?? (id === undefined ? 0 : 1);
  return { at, call: name, word: action ?? null, filings };
}

/** @throws {NaruError} `drill-running` */
export function refuseInDrill(name: CallName): void {
  if (refused.has(name)) throw new NaruError('drill-running');
}

/** The same handlers, with a look at each call before it is answered. */
export function watchedCalls(
  handlers: CallHandlers,
  before: (name: CallName, input: unknown) => void,
): CallHandlers {
  return new Proxy(handlers, {
    get(target, name) {
      const handler: unknown = Reflect.get(target, name);
      if (typeof handler !== 'function' || typeof name !== 'string' || !isCallName(name))
        return handler;
      return (input: unknown): unknown => {
        before(name, input);
        return Reflect.apply(handler, undefined, [input]);
      };
    },
  });
}
