import { z } from 'zod';
import { declarationKinds, declarationKindSchema, filingIdSchema } from '../filing/numbers.ts';
import { customsStateSchema, transportStateSchema } from '../filing/states.ts';
import { epochMsSchema } from '../time.ts';

/** What an authority orders for what was sent within a time (지시). */
export const directiveKinds = [
  'hold', // 보류: do not send it for now
  'resend', // 다시 보내기: also what was acknowledged
  'do-not-resend', // 다시 보내지 않기: what was sent once must not go a second time
  'new-number', // 새 번호로: it will not be processed; declare anew under another number
  'buffered', // 버퍼에 있음: it lies in a buffer, so "not known here" is not to be believed
  'filed-elsewhere', // 다른 경로로 제출됨: on paper, at the counter
  'reopen', // 접수된 것을 다시 열기: a receipt counts no more until they have been asked
] as const;
export const directiveKindSchema = z.enum(directiveKinds);
export type DirectiveKind = z.output<typeof directiveKindSchema>;

/** The way that it was sent. */
export const directiveWays = ['any', 'declarations', 'sending-program'] as const;
export const directiveWaySchema = z.enum(directiveWays);
export type DirectiveWay = z.output<typeof directiveWaySchema>;

/** Kinds of documents that are sent by themselves; a request to synchronise asks and declares nothing. */
export const orderedParts = ['declaration', 'amendment', 'withdrawal'] as const;

/** An order as a person enters it. */
export const directiveOrderSchema = z
  .strictObject({
    kind: directiveKindSchema,
    way: directiveWaySchema.default('any'),
    /** By the time of sending; `to` is not in it any more. */
    from: epochMsSchema,
    to: epochMsSchema,
    kinds: z
      .array(declarationKindSchema)
      .min(1)
      .default([...declarationKinds]),
    parts: z
      .array(z.enum(orderedParts))
      .min(1)
      .default([...orderedParts]),
    /** The order in the authority's own words. */
    text: z.string().trim().min(1).max(4000),
    /** Number that the authority gave it (접수번호, ticket). */
    ticket: z.string().trim().max(100).nullable().default(null),
    link: z.string().trim().max(500).nullable().default(null),
    enteredBy: z.string().trim().min(1).max(60),
    /** `new-number`: what is in doubt gets its new number before its fate is known. */
    withoutAnswer: z.boolean().default(false),
    /** `buffered`: until when the buffer is waited for; `null` until the directive is undone. */
    until: epochMsSchema.nullable().default(null),
  })
  .refine(({ from, to }) => from < to, { path: ['to'] });
export type DirectiveOrder = z.output<typeof directiveOrderSchema>;

export const directivePhases = [
  'gathering', // finds what it touches
  'previewed', // a person looks at it
  'applying',
  'applied',
  'undoing',
  'undone',
  'discarded', // never applied
] as const;
export const directivePhaseSchema = z.enum(directivePhases);
export type DirectivePhase = z.output<typeof directivePhaseSchema>;

/** What is done with one filing. */
export const directiveSteps = [
  'hold',
  'send-again', // it was acknowledged: the same document once more
  'retry', // it was refused
  'ask', // in doubt: inquired about at once, and sent only where they do not know it
  'reopen', // it was acknowledged: in doubt again, and inquired about
  'replace', // a new filing with a new number takes its place
  'replace-if-not-there', // in doubt: the same, once they say that they do not have it
  'hold-if-not-there', // in doubt: held instead of sent again, once they say so
  'wait', // in doubt: "not known here" is not believed
  'doubt', // "not known here" was believed: in doubt again
  'file-elsewhere',
  'file-elsewhere-if-not-there',
] as const;
export const directiveStepSchema = z.enum(directiveSteps);
export type DirectiveStep = z.output<typeof directiveStepSchema>;

/** Why a filing in the window is not touched. */
export const untouchedReasons = [
  'sent-since', // it was sent again outside of the window
  'other-way',
  'being-sent',
  'in-doubt',
  'waits-already',
  'held-already',
  'taken',
  'refused',
  'number-used',
  'customs-went-on',
  'has-parts',
  'not-a-declaration',
  'never-there',
  'replaced',
  'filed-elsewhere',
  'cancelled',
  'not-sendable',
  'changed-since', // since the preview
  'no-number',
  'no-declaration',
  // of an undoing
  'moved-since',
  'sent-since-then',
] as const;
export const untouchedReasonSchema = z.enum(untouchedReasons);
export type UntouchedReason = z.output<typeof untouchedReasonSchema>;

/** How far a directive is with one filing. */
export const directedStates = [
  'planned',
  'done',
  'skipped', // changed since the preview
  'undone',
  'kept', // could not be undone
  'untouched',
] as const;
export const directedStateSchema = z.enum(directedStates);
export type DirectedState = z.output<typeof directedStateSchema>;

export const directiveSchema = z.strictObject({
  id: z.number().int().positive(),
  phase: directivePhaseSchema,
  order: directiveOrderSchema,
  enteredAt: epochMsSchema,
  previewedAt: epochMsSchema.nullable(),
  appliedAt: epochMsSchema.nullable(),
  undoneAt: epochMsSchema.nullable(),
  counts: z.record(directedStateSchema, z.number().int().nonnegative()),
});
export type Directive = z.output<typeof directiveSchema>;

/** A filing that a directive names. */
export const directedRowSchema = z.strictObject({
  id: filingIdSchema,
  declarationNo: z.string(),
  reference: z.string(),
  importer: z.string(),
  transport: transportStateSchema,
  customs: customsStateSchema,
  /** When it was last sent; `null` where it never was. */
  sentAt: epochMsSchema.nullable(),
  before: transportStateSchema,
  /** Where it goes by it; absent where it stays or is not touched. */
  after: transportStateSchema.nullable(),
  step: directiveStepSchema.nullable(),
  why: untouchedReasonSchema.nullable(),
  state: directedStateSchema,
  /** The filing that took its place. */
  replacedBy: z.strictObject({ id: filingIdSchema, declarationNo: z.string() }).nullable(),
});
export type DirectedRow = z.output<typeof directedRowSchema>;

export const doubleKinds = [
  'two-numbers', // old and new number were both taken
  'two-receipts', // one number got two receipts
  'other-way', // filed elsewhere by an order, and taken here as well
] as const;

const receiptOfDouble = z.strictObject({
  id: filingIdSchema,
  declarationNo: z.string(),
  receiptNo: z.string().nullable(),
  customs: customsStateSchema,
});

/** Customs has one declaration twice (이중 신고): a person has one of them withdrawn. */
export const doubleSchema = z.strictObject({
  id: z.number().int().positive(),
  kind: z.enum(doubleKinds),
  foundAt: epochMsSchema,
  directiveId: z.number().int().positive(),
  first: receiptOfDouble,
  second: receiptOfDouble,
  /** Until customs has withdrawn or rejected one of them. */
  isOpen: z.boolean(),
});
export type Double = z.output<typeof doubleSchema>;

/** Where a step takes a filing at once; `null` where it stays. */
export const afterStep = {
  hold: 'held',
  'send-again': 'queued',
  retry: 'queued',
  ask: null,
  reopen: 'unconfirmed',
  replace: 'filed-elsewhere',
  'replace-if-not-there': null,
  'hold-if-not-there': null,
  wait: null,
  doubt: 'unconfirmed',
  'file-elsewhere': 'filed-elsewhere',
  'file-elsewhere-if-not-there': null,
} as const satisfies Record<DirectiveStep, DirectedRow['after']>;
