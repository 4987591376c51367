import * as fc from 'fast-check';
import { z } from 'zod';
import { calls, type CallName } from '../../shared/contract/index.ts';

/** What no face of ours would ever send. */

const prototypeKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** A key that an assignment would take for the object's parent. */
function withOwnKey(key: string, value: unknown): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true });
  return object;
}

function nested(depth: number, close: (inner: unknown) => unknown): unknown {
  let value: unknown = 'bottom';
  for (let i = 0; i < depth; i += 1) value = close(value);
  return value;
}

const strings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    'a\uDC00b',
    '\uFEFF',
    '\u202Etxt.exe',
    '../../etc/passwd',
    '..\\..\\windows\\win.ini',
    'CON',
    '=HYPERLINK("http://x","y")',
    "'; DROP TABLE filing; --",
    '" OR 1=1 --',
    '%',
    '_',
    '*',
    '{{name}}',
    '$t(error.internal)',
    '<script>alert(1)</script>',
    '9'.repeat(400),
    'NaN',
    '-1',
    '1e999',
    '0x10',
    '１２３',
    '나'.repeat(500),
    ...prototypeKeys,
  ),
  fc.constantFrom(1000, 100_000, 700_000).map((length) => 'x'.repeat(length)),
  fc.constantFrom(1000, 200_000).map((length) => '\uD800'.repeat(length)),
);

const numbers = fc.oneof(
  fc.constantFrom(
    -1,
    0,
    -0,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
    2 ** 53,
    2 ** 63,
    2 ** 31,
    -(2 ** 31) - 1,
    8_640_000_000_000_001,
  ),
  fc.double(),
  fc.integer(),
);

const containers = fc.oneof(
  fc
    .constantFrom(prototypeKeys[0] ?? '', ...prototypeKeys)
    .map((key) => withOwnKey(key, { polluted: 1 })),
  fc.constant(withOwnKey('__proto__', { polluted: 1, toJSON: 'x' })),
  fc.constant({ constructor: { prototype: { polluted: 1 } } }),
  fc.constant(Object.assign(withOwnKey('then', 'x'), { toJSON: 'x', toString: 'x', valueOf: 'x' })),
  fc.constantFrom(10, 100, 300).map((depth) => nested(depth, (inner) => [inner])),
  fc.constantFrom(10, 100, 300).map((depth) => nested(depth, (inner) => ({ a: inner }))),
  fc.constantFrom(0, 1, null, 'x', {}).map((each) => Array.from({ length: 100_000 }, () => each)),
  fc.constant(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, i]))),
  fc.constant({ ['k'.repeat(100_000)]: 1 }),
);

/** Any value that a line can carry: what JSON has, and what structured cloning adds to it. */
export const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: strings },
  { weight: 3, arbitrary: numbers },
  { weight: 2, arbitrary: fc.constantFrom(null, undefined, true, false, [], {}) },
  { weight: 2, arbitrary: containers },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      10n,
      new Date(0),
      new Date(Number.NaN),
      new Map([['a', 1]]),
      new Set([1]),
      new Uint8Array(1000),
      /x/,
      new Error('x'),
    ),
  },
);

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z
      .union([z.string(), z.array(z.string()).transform(([first]) => first ?? 'null')])
      .optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    propertyNames: jsonSchema.optional(),
    items: jsonSchema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
  }),
);
interface JsonSchema {
  type?: string | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | JsonSchema | undefined;
  propertyNames?: JsonSchema | undefined;
  items?: JsonSchema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  pattern?: string | undefined;
  format?: string | undefined;
}

/** What a call takes, as its own schema says it: so that a handler is reached, and not zod alone. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const some = schema.anyOf ?? schema.oneOf;
  if (some !== undefined) return fc.oneof(...some.map(fitting));
  switch (schema.type) {
    case 'object':
      return fittingObject(schema);
    case 'array':
      return fc.array(fitting(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      });
    case 'string':
      return fittingString(schema);
    case 'integer':
      return fittingInteger(schema);
    case 'number':
      return fc.double({
        noNaN: true,
        min: Math.max(schema.minimum ?? -1e6, -1e9),
        max: Math.min(schema.maximum ?? 1e6, 1e9),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function fittingObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { properties, additionalProperties, required = [] } = schema;
  if (properties === undefined && typeof additionalProperties === 'object')
    return fc.dictionary(
      fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...prototypeKeys)),
      fitting(additionalProperties),
      { maxKeys: 4, noNullPrototype: true },
    );
  const fields = Object.entries(properties ?? {}).map(
    ([key, each]): [string, fc.Arbitrary<unknown>] => [key, fitting(each)],
  );
  return fc.record(Object.fromEntries(fields), {
    requiredKeys: required,
    noNullPrototype: true,
  });
}

function fittingInteger({ minimum, maximum }: JsonSchema): fc.Arbitrary<unknown> {
  const min = Math.max(minimum ?? -1000, Number.MIN_SAFE_INTEGER);
  const max = Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const near = fc.integer({ min, max: Math.max(min, Math.min(max, min + 40)) });
  return fc.oneof(
    { weight: 4, arbitrary: near },
    fc.integer({ min, max }),
    fc.constantFrom(min, max),
  );
}

function fittingString(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.format === 'uri')
    return fc.constantFrom('http://127.0.0.1:1/v1', 'https://127.0.0.1:1/');
  if (schema.pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' });
    } catch {
      // Look-aheads cannot be turned round; a date and a few others are guessed at.
      return fc.constantFrom('2025-12-01', '20251201', 'AAAA', '0');
    }
  }
  const most = Math.min(schema.maxLength ?? 40, 2000);
  return fc.oneof(
    fc.string({ unit: 'binary', minLength: schema.minLength ?? 0, maxLength: Math.min(most, 40) }),
    fc.constantFrom('1', '0', '-1', 'abc', 'NaN', '1e308', '', '%', '9'.repeat(Math.min(most, 30))),
    fc.constant('가'.repeat(most)),
  );
}

/** How a fitting input is spoilt. */
type Spoil =
  | { is: 'not' }
  | { is: 'whole'; by: unknown }
  | { is: 'place'; at: number; by: unknown }
  | { is: 'key'; at: number; key: string; by: unknown }
  | { is: 'less'; at: number };

const spoils: fc.Arbitrary<Spoil> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Spoil>({ is: 'not' }) },
  { weight: 1, arbitrary: wildValue.map((by): Spoil => ({ is: 'whole', by })) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(50), wildValue).map(([at, by]): Spoil => ({ is: 'place', at, by })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(50), fc.oneof(fc.constantFrom(...prototypeKeys, 'x'), fc.string()), wildValue)
      .map(([at, key, by]): Spoil => ({ is: 'key', at, key, by })),
  },
  { weight: 1, arbitrary: fc.nat(50).map((at): Spoil => ({ is: 'less', at })) },
);

type Holder = unknown[] | Record<string, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** Every place in a value, as what holds it and under which key. */
function placesOf(value: unknown): { holder: Holder; key: string }[] {
  if (!isHolder(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { holder: value, key },
    ...placesOf(inner),
  ]);
}

function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function spoilt(input: unknown, spoil: Spoil): unknown {
  if (spoil.is === 'not') return input;
  if (spoil.is === 'whole') return spoil.by;
  const value: unknown = structuredClone(input);
  const places = placesOf(value);
  const place = places[spoil.at % Math.max(places.length, 1)];
  if (spoil.is === 'key') {
    const holders = [value, ...places.map(({ holder, key }) => Reflect.get(holder, key))];
    const objects = holders.filter((each) => isHolder(each)).filter((each) => !Array.isArray(each));
    const object = objects[spoil.at % Math.max(objects.length, 1)];
    if (object !== undefined) put(object, spoil.key, spoil.by);
  } else if (place !== undefined) {
    if (spoil.is === 'place') put(place.holder, place.key, spoil.by);
    else if (!Array.isArray(place.holder)) Reflect.deleteProperty(place.holder, place.key);
  }
  return value;
}

export interface WildCall {
  name: string;
  input: unknown;
  /** Chooses among what earlier answers have named. */
  pick: number;
}

const names = Object.keys(calls);
const isName = (name: string): name is CallName => Object.hasOwn(calls, name);

function inputOf(name: string): fc.Arbitrary<unknown> {
  if (!isName(name)) return wildValue;
  const schema = z.toJSONSchema(calls[name].input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return fc
    .tuple(fitting(jsonSchema.parse(schema)), spoils)
    .map(([input, spoil]) => spoilt(input, spoil));
}

const wildNames = fc.oneof(
  fc.constantFrom(...prototypeKeys, '', 'sync.get ', 'SYNC.GET', 'sync', '*', 'then'),
  fc.string({ unit: 'binary', maxLength: 120 }),
);

/** Calls of every name of the contract in turn, one in twenty of a name that it has not. */
export const wildCall: fc.Arbitrary<WildCall> = fc
  .oneof({ weight: 19, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: wildNames })
  .chain((name) =>
    fc.record({ name: fc.constant(name), input: inputOf(name), pick: fc.nat(1000) }),
  );

/** One call for each entry of the contract, for so many rounds: none is left to chance. */
export function wildCallsOfEach(rounds: number, seed: number): WildCall[] {
  return names.flatMap((name, index) =>
    fc.sample(fc.record({ name: fc.constant(name), input: inputOf(name), pick: fc.nat(1000) }), {
      numRuns: rounds,
      seed: seed + index,
    }),
  );
}

/** What is no request at all. */
export const wildMessage: fc.Arbitrary<unknown> = fc.oneof(
  wildValue,
  fc.record({ kind: wildValue, id: wildValue, call: wildValue, input: wildValue }),
  fc.record({
    kind: fc.constant('request'),
    id: numbers,
    call: strings,
    input: wildValue,
    more: wildValue,
  }),
  fc.constantFrom({ kind: 'ready' }, { kind: 'event' }, { kind: 'answer', id: 1, ok: true }),
);
