import { catalogues } from '../i18n/catalogue.ts';
import type { SupportedKind } from './document-kinds.ts';
import { longestReference } from './filing-input.ts';
import { importTable } from './import/import-table.ts';
import { type JsonSchema, schemaOf } from './table/json-schema.ts';

const tables = { import: importTable } as const;

/** JSON Schema (draft 2020-12) of what is taken in: one filing of a kind, or an array of them. */
export function jsonSchema(kind: SupportedKind): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${kind} filing`,
    oneOf: [{ $ref: '#/$defs/filing' }, { type: 'array', items: { $ref: '#/$defs/filing' } }],
    $defs: {
      filing: {
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
          declaration: { $ref: '#/$defs/declaration' },
        },
      },
      declaration: schemaOf(tables[kind].children, titleOf),
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
