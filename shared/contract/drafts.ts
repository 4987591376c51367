import { z } from 'zod';
import { fieldErrorSchema, fieldWarningSchema } from '../errors.ts';
import { prioritySchema } from '../filing/filing.ts';
import { declarationKindSchema, declarationNoSchema, filingIdSchema } from '../filing/numbers.ts';
import { amendmentReasonSchema } from '../filing/reason.ts';
import { taxStepSchema } from '../taxes/tax-step.ts';
import { unsureSchema } from '../taxes/unsure.ts';
import { civilDateSchema, epochMsSchema } from '../time.ts';

export type { TaxStep } from '../taxes/tax-step.ts';

export const draftIdSchema = z.number().int().positive();

/** What is being typed; it may be as incomplete as it likes. */
export const draftBodySchema = z.strictObject({
  reference: z.string().max(64),
  priority: prioritySchema,
  /** As entered; `null`: by law. */
  deadline: civilDateSchema.nullable(),
  /** Of an amendment. */
  reason: amendmentReasonSchema.nullable(),
  declaration: z.json(),
});
export type DraftBody = z.output<typeof draftBodySchema>;

export const draftPurposes = ['new', 'edit', 'amend'] as const;

export const draftRowSchema = z.strictObject({
  id: draftIdSchema,
  kind: declarationKindSchema,
  purpose: z.enum(draftPurposes),
  /** The filing that is edited or amended. */
  filingId: filingIdSchema.nullable(),
  /** Its number, where there is one. */
  declarationNo: declarationNoSchema.nullable(),
  title: z.string(),
  updatedAt: epochMsSchema,
});
export type DraftRow = z.output<typeof draftRowSchema>;

export const draftSchema = draftRowSchema.extend({
  body: draftBodySchema,
  /** Counts the savings; a save that knows an older one is refused. */
  version: z.number().int().nonnegative(),
  /** What is amended or edited, as it stands; for the difference on the screen. */
  before: z.json().nullable(),
});
export type Draft = z.output<typeof draftSchema>;

export const draftSourceSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('empty'), kind: declarationKindSchema }),
  z.strictObject({ is: z.literal('copy'), filingId: filingIdSchema }),
  z.strictObject({ is: z.literal('edit'), filingId: filingIdSchema }),
  z.strictObject({ is: z.literal('amend'), filingId: filingIdSchema }),
  z.strictObject({ is: z.literal('template'), templateId: z.number().int().positive() }),
]);
export type DraftSource = z.output<typeof draftSourceSchema>;

export const templateRowSchema = z.strictObject({
  id: z.number().int().positive(),
  kind: declarationKindSchema,
  name: z.string(),
  updatedAt: epochMsSchema,
});

export const checkResultSchema = z.strictObject({
  errors: z.array(fieldErrorSchema),
  warnings: z.array(fieldWarningSchema),
  /** Field values that follow from the others, by path, e.g. `lines[0].duty`; decimal text. */
  computed: z.record(z.string(), z.string()),
  steps: z.array(taxStepSchema),
  /** Values that are not computed, and why: a text under `taxes.unsure`. */
  unsure: z.array(unsureSchema).optional(),
});
export type CheckResult = z.output<typeof checkResultSchema>;

const nothing = z.strictObject({});

export const draftCalls = {
  'drafts.list': {
    input: z.strictObject({
      after: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(draftRowSchema), next: z.string().nullable() }),
  },
  'drafts.start': { input: z.strictObject({ from: draftSourceSchema }), output: draftSchema },
  'drafts.get': { input: z.strictObject({ id: draftIdSchema }), output: draftSchema },
  /** On disk when it returns. */
  'drafts.save': {
    input: z.strictObject({
      id: draftIdSchema,
      version: z.number().int().nonnegative(),
      body: draftBodySchema,
    }),
    output: z.strictObject({ version: z.number().int().nonnegative(), savedAt: epochMsSchema }),
  },
  'drafts.drop': { input: z.strictObject({ id: draftIdSchema }), output: nothing },
  /** Checks the draft and puts it into the outbox, or changes the filing that it edits. */
  'drafts.queue': {
    input: z.strictObject({ id: draftIdSchema, version: z.number().int().nonnegative() }),
    output: z.discriminatedUnion('is', [
      z.strictObject({
        is: z.literal('queued'),
        filingId: filingIdSchema,
        declarationNo: declarationNoSchema,
      }),
      z.strictObject({ is: z.literal('wrong'), errors: z.array(fieldErrorSchema) }),
    ]),
  },
  'templates.list': {
    input: z.strictObject({ kind: declarationKindSchema.nullable() }),
    output: z.strictObject({ rows: z.array(templateRowSchema) }),
  },
  'templates.save': {
    input: z.strictObject({
      kind: declarationKindSchema,
      name: z.string().trim().min(1).max(60),
      declaration: z.json(),
    }),
    output: z.strictObject({ id: z.number().int().positive() }),
  },
  'templates.drop': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: nothing,
  },
  /** What is wrong, what is doubtful, and what follows from what is there. */
  'documents.check': {
    input: z.strictObject({
      kind: declarationKindSchema,
      declaration: z.json(),
      /**
       * Line (란) that is looked at, from 1: of the others come only the computed values that differ
       * from what is entered, and no steps.
       */
      line: z.number().int().positive().nullable(),
    }),
    output: checkResultSchema,
  },
  /** The document as it would be sent now; with a filing's or a placeholder number. */
  'documents.render': {
    input: z.strictObject({
      kind: declarationKindSchema,
      declaration: z.json(),
      filingId: filingIdSchema.nullable(),
      /** Set: as an amendment (정정) of that filing. */
      reason: amendmentReasonSchema.nullable(),
    }),
    output: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('xml'), xml: z.string() }),
      z.strictObject({ is: z.literal('wrong'), errors: z.array(fieldErrorSchema) }),
    ]),
  },
} as const;
