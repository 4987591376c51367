import type { Format } from './formats.ts';
import type { Node } from './nodes.ts';
import { type Entry, isMandatory, scopeOf } from './scope.ts';

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of one scope; `title` puts a key into words. */
export function schemaOf(children: readonly Node[], title: (key: string) => string): JsonSchema {
  const scope = scopeOf(children);
  const required: string[] = [];
  const properties: Record<string, JsonSchema> = {};
  for (const entry of scope.entries) {
    if (isMandatory(entry)) required.push(entry.key);
    properties[entry.key] = { title: title(entry.key), ...entrySchema(entry, title) };
  }
  return { type: 'object', additionalProperties: false, required, properties };
}

function entrySchema(entry: Entry, title: (key: string) => string): JsonSchema {
  if (entry.node === 'field') {
    const schema = formatSchema(entry.format);
    return entry.fallback === null ? schema : { ...schema, default: entry.fallback };
  }
  if (entry.node === 'list')
    return { type: 'array', maxItems: entry.max, items: formatSchema(entry.format) };
  return {
    type: 'array',
    minItems: entry.min,
    maxItems: entry.max,
    items: schemaOf(entry.children, title),
  };
}

function formatSchema(format: Format): JsonSchema {
  switch (format.type) {
    case 'text': {
      const size = { type: 'string', minLength: format.min, maxLength: format.max };
      if (format.pattern === null) return size;
      return { ...size, pattern: format.pattern.source, examples: [format.example] };
    }
    case 'code':
      return { type: 'string', enum: format.codes };
    case 'decimal': {
      const whole = `\\d{1,${format.digits - format.decimals}}`;
      const fraction = format.decimals === 0 ? '' : `(\\.\\d{1,${format.decimals}})?`;
      return { type: ['string', 'number'], pattern: `^${whole}${fraction}$`, minimum: 0 };
    }
    case 'date':
      return { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` };
    case 'flag':
      return { type: 'boolean' };
  }
}
