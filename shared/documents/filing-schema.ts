import { catalogues } from '../i18n/catalogue.ts';
import { documentKinds, type SupportedKind, supportedKinds } from './document-kinds.ts';
import { longestReference } from './filing-input.ts';
import { type JsonSchema, schemaOf } from './table/json-schema.ts';

/**
 * JSON Schema (draft 2020-12) of what is taken in: one filing, or an array of them.
 * @param kind the only kind of it; all that there are where none is named
 */
export function jsonSchema(kind?: SupportedKind): JsonSchema {
  const kinds = kind === undefined ? supportedKinds : [kind];
  const any = { oneOf: kinds.map((one) => ({ $ref: `#/$defs/${one}` })) };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: kind === undefined ? 'filing' : `${kind} filing`,
    oneOf: [{ $ref: '#/$defs/filing' }, { type: 'array', items: { $ref: '#/$defs/filing' } }],
    $defs: {
      filing: any,
      ...Object.fromEntries(kinds.map((one) => [one, filingSchema(one)])),
    },
  };
}

function filingSchema(kind: SupportedKind): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'reference', 'declaration'],
    properties: {
      kind: { title: titleOf('kind'), const: kind },
      reference: {
        title: titleOf('reference'),
        type: 'string',
        minLength: 1,
        maxLength: longestReference,
      },
      priority: { title: titleOf('priority'), enum: ['urgent', 'normal'] },
      deadline: {
        title: titleOf('deadline'),
        type: ['string', 'null'],
        pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
      },
      declaration: {
        title: titleOf('declaration'),
        ...schemaOf(documentKinds[kind].table.children, titleOf),
      },
    },
  };
}

/** A key in both languages. */
function titleOf(key: string): string {
  const both = [catalogues.ko, catalogues.en].map((catalogue) => {
    const labels: Readonly<Record<string, string>> = catalogue.fields.labels;
    return labels[key] ?? key;
  });
  return both.join(' / ');
}
