import { z } from 'zod';
import { declarationNoSchema } from '../filing/numbers.ts';
import { civilDateSchema, epochMsSchema, type EpochMs } from '../time.ts';

/** UNI-PASS open API calls that Naru makes; each has a key of its own (인증키). */
export const openApis = ['API001', 'API002', 'API012', 'API018', 'API028'] as const;
export const openApiSchema = z.enum(openApis);
export type OpenApi = z.output<typeof openApiSchema>;

/** Why something could not be looked up. It is never "wrong", only "not known". */
export const notKnownReasons = [
  'no-key', // no key is kept for this API
  'key-refused', // tCnt -1: the key or the system
  'unreadable', // an answer that is no XML of this API
  'unreachable',
  'timeout',
  'busy', // the client's own pacer holds back
] as const;
export const notKnownSchema = z.enum(notKnownReasons);
export type NotKnown = z.output<typeof notKnownSchema>;

/** An answer with its age, or why there is none. */
export function lookedUp<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('is', [
    z.strictObject({
      is: z.literal('known'),
      value,
      at: epochMsSchema,
      /** Set where this is an older answer because none came now. */
      staleBecause: notKnownSchema.nullable(),
    }),
    z.strictObject({
      is: z.literal('not-known'),
      why: notKnownSchema,
      words: z.string().nullable(),
    }),
  ]);
}

/** What `lookedUp` of a schema gives. */
export type LookedUp<Value> =
  | { is: 'known'; value: Value; at: EpochMs; staleBecause: NotKnown | null }
  | { is: 'not-known'; why: NotKnown; words: string | null };

export const pcccQuerySchema = z.strictObject({
  pccc: z.string().trim().min(1).max(13),
  name: z.string().trim().min(1).max(60),
  phone: z.string().max(40).nullable(),
  postcode: z.string().max(10).nullable(),
});
export type PcccQuery = z.output<typeof pcccQuerySchema>;

/** Whether a personal customs code is its holder's (개인통관고유부호 검증). */
export const pcccAnswerSchema = z.strictObject({
  matches: z.boolean(),
  words: z.array(z.string().max(500)).max(20),
});
export type PcccAnswer = z.output<typeof pcccAnswerSchema>;

export const rateSchema = z.strictObject({
  currency: z.string(),
  /** Won for one unit, decimal text. */
  rate: z.string(),
  from: civilDateSchema,
  /** How many units the told figure was taken to be for: the office's setting, where facts are unsure. */
  per: z.union([z.literal(1), z.literal(100)]),
});
export const ratesAnswerSchema = z.strictObject({ rates: z.array(rateSchema).max(300) });
export type RatesAnswer = z.output<typeof ratesAnswerSchema>;

export const cargoEventSchema = z.strictObject({
  /** 처리구분, as it stands, e.g. `반입신고`, `수입신고`, `수입신고수리`. */
  what: z.string(),
  at: epochMsSchema.nullable(),
  declarationNo: z.string().nullable(),
  warehouse: z.string().nullable(),
  warehouseName: z.string().nullable(),
  words: z.string().nullable(),
});
export const cargoAnswerSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({
    is: z.literal('cargo'),
    cargoControlNo: z.string(),
    billOfLading: z.string(),
    progress: z.string(),
    /** 신고지연가산세 대상 여부. */
    lateSurcharge: z.boolean().nullable(),
    /** Newest first. */
    events: z.array(cargoEventSchema).max(500),
  }),
  /** Several under one master B/L: ask again by a cargo control number. */
  z.strictObject({ is: z.literal('several'), cargoControlNos: z.array(z.string()).max(500) }),
]);
export type CargoAnswer = z.output<typeof cargoAnswerSchema>;

export const cargoQuerySchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('cargo-control-no'), cargoControlNo: z.string().min(15).max(19) }),
  z.strictObject({
    by: z.literal('bill-of-lading'),
    billOfLading: z.string().min(1).max(20),
    year: z.number().int().min(2000).max(2099),
  }),
]);
export type CargoQuery = z.output<typeof cargoQuerySchema>;

export const hsRowSchema = z.strictObject({
  hsCode: z.string(),
  korean: z.string(),
  english: z.string(),
  /** Percent, decimal text; `null` where none is told. */
  rate: z.string().nullable(),
  rateKind: z.string().nullable(),
  unit: z.string().nullable(),
});
export const hsAnswerSchema = z.strictObject({ rows: z.array(hsRowSchema).max(500) });
export type HsAnswer = z.output<typeof hsAnswerSchema>;

export const exportPerformanceSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({
    is: z.literal('export'),
    exporter: z.string(),
    acceptedOn: civilDateSchema.nullable(),
    /** 적재의무기한. */
    loadBy: civilDateSchema.nullable(),
    loaded: z.boolean().nullable(),
    departures: z
      .array(z.strictObject({ billOfLading: z.string(), departedOn: civilDateSchema.nullable() }))
      .max(200),
  }),
]);
export type ExportPerformance = z.output<typeof exportPerformanceSchema>;

const nothing = z.strictObject({});
const currencySchema = z.string().regex(/^[A-Z]{3}$/);

export const lookupCalls = {
  'lookup.pccc': { input: pcccQuerySchema, output: lookedUp(pcccAnswerSchema) },
  'lookup.rates': {
    input: z.strictObject({ on: civilDateSchema, use: z.enum(['import', 'export']) }),
    output: lookedUp(ratesAnswerSchema),
  },
  'lookup.cargo': { input: cargoQuerySchema, output: lookedUp(cargoAnswerSchema) },
  'lookup.hs': {
    input: z.strictObject({ query: z.string().trim().min(1).max(100) }),
    output: lookedUp(hsAnswerSchema),
  },
  'lookup.exportPerformance': {
    input: z.strictObject({ declarationNo: declarationNoSchema }),
    output: lookedUp(exportPerformanceSchema),
  },
  'openApi.get': {
    input: nothing,
    output: z.strictObject({
      apis: z.array(z.strictObject({ api: openApiSchema, hasKey: z.boolean() })),
      url: z.string(),
      /** Currencies whose customs rate is taken to be told for 100 units. */
      perHundred: z.array(currencySchema),
    }),
  },
  'openApi.setPerHundred': {
    input: z.strictObject({ currencies: z.array(currencySchema).max(50) }),
    output: nothing,
  },
  'openApi.setKey': {
    input: z.strictObject({
      api: openApiSchema,
      key: z.string().trim().min(1).max(200).nullable(),
    }),
    output: nothing,
  },
} as const;
