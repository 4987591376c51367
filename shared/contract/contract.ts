import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { filingDetailSchema } from '../filing/detail.ts';
import { filingRowSchema } from '../filing/filing.ts';
import { declarantCodeSchema, filingIdSchema } from '../filing/numbers.ts';
import { channelStateSchema } from '../sync/channels.ts';
import { modeSchema, syncStateSchema } from '../sync/sync-state.ts';
import { attentionEventSchema } from '../sync/attention.ts';
import { actedSchema } from './acted.ts';
import { connectionCalls } from './connection.ts';
import { backupCalls } from './backup.ts';
import { deadlineCalls } from './deadlines.ts';
import { directiveCalls } from './directives.ts';
import { draftCalls } from './drafts.ts';
import { drainCalls } from './drain.ts';
import { drillCalls, drillStateSchema } from './drill.ts';
import { evidenceCalls, evidenceProgressSchema } from './evidence.ts';
import { gatewayCalls } from './gateway.ts';
import { healthCalls } from './health.ts';
import { incidentCalls } from './incidents.ts';
import { intakeProgressSchema, intakeResultSchema } from './intake.ts';
import { intakeCalls } from './intake-calls.ts';
import { keyCalls } from './keys.ts';
import { rescueCalls } from './rescue.ts';
import { lookupCalls } from './lookups.ts';
import { pacingCalls } from './pacing.ts';
import { partCalls } from './parts.ts';
import { personalCalls } from './personal.ts';
import { practiceStateSchema, scenarioSchema } from './practice.ts';
import { programCalls } from './program.ts';
import { privacyCalls } from './privacy.ts';
import { personKeySchema, staleCalls } from './stale.ts';
import { updateCalls, updatesEventSchema } from './updates.ts';
import { viewSchema } from './view.ts';
import { watchCalls } from './watch.ts';

const nothing = z.strictObject({});

export const officeSchema = z.strictObject({
  declarant: declarantCodeSchema,
  name: z.string().trim().min(1).max(60),
  /** Customs office (세관) 3 + division (과) 2, e.g. `04010`. */
  customsOffice: z.string().regex(/^\d{3}[0-9A-Z]{2}$/),
});
export type Office = z.output<typeof officeSchema>;

export const filingActions = [
  'hold',
  'release',
  'retry',
  'cancel',
  'restore',
  'make-urgent',
  'make-normal',
] as const;
export type FilingAction = (typeof filingActions)[number];

/** Every query and command by name, with what goes in and what comes out. */
export const calls = {
  ...connectionCalls,
  ...backupCalls,
  ...deadlineCalls,
  ...directiveCalls,
  ...draftCalls,
  ...drainCalls,
  ...drillCalls,
  ...evidenceCalls,
  ...gatewayCalls,
  ...healthCalls,
  ...incidentCalls,
  ...intakeCalls,
  ...keyCalls,
  ...rescueCalls,
  ...lookupCalls,
  ...pacingCalls,
  ...partCalls,
  ...programCalls,
  ...personalCalls,
  ...privacyCalls,
  ...staleCalls,
  ...updateCalls,
  ...watchCalls,
  'sync.get': { input: nothing, output: syncStateSchema },
  'filings.page': {
    input: z.strictObject({
      view: viewSchema,
      search: z.string().max(100),
      /** `next` of the page before; `null` for the first. */
      after: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      rows: z.array(filingRowSchema),
      next: z.string().nullable(),
      /** How many there are in all; `null` for a search, which is not counted to its end. */
      total: z.number().int().nonnegative().nullable(),
    }),
  },
  'filings.get': { input: z.strictObject({ id: filingIdSchema }), output: filingDetailSchema },
  'filings.document': {
    input: z.strictObject({ id: filingIdSchema, submissionId: z.number().int().positive() }),
    output: z.strictObject({ xml: z.string(), digest: z.string() }),
  },
  'filings.act': {
    input: z.strictObject({
      ids: z.array(filingIdSchema).min(1).max(1000),
      action: z.enum(filingActions),
    }),
    output: actedSchema,
  },
  /** Asks for the next try to be sooner; costs a visit like any other. */
  'outbox.sendNow': {
    input: nothing,
    output: z.strictObject({ accepted: z.boolean(), nextTryAt: z.number().int().nullable() }),
  },
  'practice.get': { input: nothing, output: practiceStateSchema },
  'practice.scenario': {
    input: z.strictObject({ scenario: scenarioSchema }),
    output: practiceStateSchema,
  },
  /** What a consignee of practice answers who is asked for the new personal customs code. */
  'practice.consigneeReply': {
    input: z.union([
      z.strictObject({ pccc: z.string().min(1).max(20) }),
      z.strictObject({ id: filingIdSchema, person: personKeySchema }),
    ]),
    output: z.strictObject({ pccc: z.string() }),
  },
  /** Puts practice declarations into the outbox. */
  'practice.addSamples': {
    input: z.strictObject({ count: z.number().int().min(1).max(1000) }),
    output: intakeResultSchema,
  },
  'office.set': { input: officeSchema, output: nothing },
  'mode.set': { input: z.strictObject({ mode: modeSchema }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<Name extends CallName> = z.input<Calls[Name]['input']>;
/** What a handler is given, after validation. */
export type CallArgument<Name extends CallName> = z.output<Calls[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<Calls[Name]['output']>;

/** Small changes that the engine tells; a face fetches what it shows. */
export const engineEventSchema = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.literal('sync'), state: syncStateSchema }),
  z.strictObject({
    topic: z.literal('filings'),
    /** Filings that changed; `null` where there are too many to name. */
    ids: z.array(filingIdSchema).max(500).nullable(),
  }),
  z.strictObject({ topic: z.literal('intake'), progress: intakeProgressSchema }),
  z.strictObject({ topic: z.literal('health'), states: z.array(channelStateSchema) }),
  z.strictObject({ topic: z.literal('evidence'), progress: evidenceProgressSchema }),
  z.strictObject({ topic: z.literal('practice'), state: practiceStateSchema }),
  attentionEventSchema,
  /** Incidents, or what was remarked on them, have changed. */
  z.strictObject({ topic: z.literal('incidents') }),
  /** A drill goes on, has begun, or is over. */
  z.strictObject({ topic: z.literal('drill'), state: drillStateSchema.nullable() }),
  updatesEventSchema,
  z.strictObject({ topic: z.literal('fatal'), problem: problemSchema }),
]);
export type EngineEvent = z.output<typeof engineEventSchema>;

/** What a face needs of the engine, whatever carries it. */
export interface EngineClient {
  /** @throws {NaruError} with the engine's problem. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** Returns a function that ends the subscription. */
  subscribe(handler: (event: EngineEvent) => void): () => void;
}
