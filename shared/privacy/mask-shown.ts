import { maskName, maskNumber, maskText, personalField, personalValues } from './masking.ts';

/** Keys under which somebody wrote freely: a text may name whom it likes. */
const freeTexts: ReadonlySet<string> = new Set([
  'after',
  'answer',
  'before',
  'cells',
  'data',
  'errors',
  'facts',
  'message',
  'note',
  'params',
  'reason',
  'remark',
  'text',
  'title',
  'value',
  'words',
  'xml',
]);
/** Keys whose text is a place in a list or the name of something, whatever its digits look like. */
const references: ReadonlySet<string> = new Set(['next', 'after', 'digest', 'hash', 'id']);
/** Cells that a person is just mending (자리에서 고치기): as the editor, they show what is in them. */
const mended: ReadonlySet<string> = new Set(['faulty']);

/** Whether a value of a declaration's field tells of a person. */
export function isPersonal(field: string, value: string): boolean {
  return maskField(field, value) !== value;
}

/** A field's value as a screen shows it; companies and their numbers stay. */
export function maskField(field: string, value: string): string {
  const key = field.slice(field.lastIndexOf('.') + 1);
  if (key === 'importer') return maskName(value);
  if (key === 'pccc') return maskNumber(value);
  if (!personalField.test(key)) return value;
  if (/(?:Name|Person)$/.test(key)) return maskName(value);
  if (/(?:Address|AddressMore)$/.test(key)) return maskAddress(value);
  // A business registration number (사업자등록번호, 10 digits) is no person's.
  if (key.endsWith('Id') && !/^(?:P[0-9A-Z]{12}|\d{13})$/i.test(value.replaceAll(/[-\s]/g, '')))
    return value;
  return maskNumber(value);
}

/** Province and district tell no household. */
function maskAddress(value: string): string {
  const [first = '', second = '', ...rest] = value.split(' ');
  if (rest.length > 0) return `${first} ${second} ***`;
  return value.length <= 2 ? value : `${value.slice(0, 2)}***`;
}

/**
 * What a face may hold of an answer: personal data is masked by the field that it stands in, by its
 * shape, and by what the declaration in the same answer calls its persons.
 */
export function maskShown(answer: unknown): unknown {
  return shown(answer, '', false, knownOf(answer));
}

function shown(value: unknown, key: string, isFree: boolean, known: readonly string[]): unknown {
  if (typeof value === 'string') {
    const masked = maskField(key, value);
    return masked === value && isFree ? maskText(value, known) : masked;
  }
  if (typeof value !== 'object' || value === null || mended.has(key)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => shown(item, key, isFree, known));
  const field = Reflect.get(value, 'field');
  const told = typeof field === 'string' ? field : null;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => {
      // A difference names the field whose values it has.
      const of = told !== null && (name === 'before' || name === 'after') ? told : name;
      const isReference = told === null && references.has(name);
      return [name, shown(inner, of, !isReference && (isFree || freeTexts.has(name)), known)];
    }),
  );
}

function knownOf(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null || !('declaration' in answer)) return [];
  return personalValues(answer.declaration);
}
