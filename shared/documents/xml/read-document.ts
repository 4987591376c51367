import type { FieldError } from '../../errors.ts';
import { type DeclarationNo, declarationNoSchema } from '../../filing/numbers.ts';
import { type CivilDate, civilDateSchema } from '../../time.ts';
import { documentKinds, kindOfCode, type SupportedKind } from '../document-kinds.ts';
import type { Known } from '../table/nodes.ts';
import { shown } from '../table/values.ts';
import { longestDocument, parseXml, type XmlElement, type XmlReading } from './parse.ts';
import { type Gathered, localName, readNodes } from './read-nodes.ts';

/** A document as it stands there: the declaration's values are not checked yet. */
export type DocumentXmlReading =
  | {
      ok: true;
      kind: SupportedKind;
      /** `null` where there is none of the right shape. */
      declarationNo: DeclarationNo | null;
      declaredOn: CivilDate | null;
      declaration: Readonly<Record<string, unknown>>;
      /** Elements and attributes that are not taken over, as paths by local names. */
      leftOut: string[];
    }
  | { ok: false; errors: FieldError[] };

/**
 * Reads a GOVCBR document, in any prefix and order; its TypeCode tells the kind. Check the
 * declaration with the kind's `read`.
 */
export function readDocumentXml(text: string): DocumentXmlReading {
  const parsed = parseXml(text);
  if (!parsed.ok) return refused(faultOf(parsed));
  const { root } = parsed;
  const code = typeCodeOf(root);
  const kind = kindOfCode(code);
  if (kind === null) {
    const allowed = Object.values(documentKinds)
      .map((document) => document.code)
      .join(', ');
    const params = { value: shown(code === '' ? root.name : code), allowed };
    return refused({ field: 'kind', code: 'kind-not-supported', params });
  }
  const gathered: Gathered = { known: new Map(), leftOut: [] };
  const declaration = readNodes(documentKinds[kind].table.children, root, gathered);
  const declarationNo = declarationNoSchema.safeParse(gathered.known.get('declarationNo'));
  const declaredOn = civilDateSchema.safeParse(withHyphens(gathered.known.get('declaredOn')));
  if (!declarationNo.success) gathered.leftOut.push(...placesOf('declarationNo', gathered, kind));
  if (!declaredOn.success) gathered.leftOut.push(...placesOf('declaredOn', gathered, kind));
  return {
    ok: true,
    kind,
    declarationNo: declarationNo.success ? declarationNo.data : null,
    declaredOn: declaredOn.success ? declaredOn.data : null,
    declaration,
    leftOut: shortened(gathered.leftOut),
  };
}

function faultOf(reading: Extract<XmlReading, { ok: false }>): FieldError {
  switch (reading.why) {
    case 'too-large':
      return { field: '', code: 'document-too-large', params: { max: longestDocument } };
    case 'document-type':
      return { field: '', code: 'document-type', params: {} };
    case 'malformed':
      return { field: '', code: 'not-xml', params: { line: reading.line } };
  }
}

/** Most places that are named: a document of another kind of thing may have any number. */
const mostLeftOut = 1000;

const shortened = (leftOut: string[]): string[] =>
  leftOut.length > mostLeftOut ? [...leftOut.slice(0, mostLeftOut), '…'] : leftOut;

const refused = (error: FieldError): DocumentXmlReading => ({ ok: false, errors: [error] });

/** Where something stands that is known, and has not the shape of it. */
function placesOf(from: Known['from'], { known }: Gathered, kind: SupportedKind): string[] {
  if (known.get(from) === undefined) return [];
  return documentKinds[kind].table.children.flatMap((node) =>
    node.node === 'known' && node.from === from ? [localName(node.element)] : [],
  );
}

const typeCodeOf = (root: XmlElement): string =>
  root.children.find((child) => child.name === 'TypeCode')?.text ?? '';

const withHyphens = (text = ''): string => text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
