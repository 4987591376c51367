import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';
import type { RemoteError } from '../../shared/filing/receipts.ts';
import type { DocumentPart } from './life.ts';

export interface CheckedDocument {
  xml: string;
  declarationNo: string;
  part: DocumentPart;
  /** `null` for amendment and withdrawal, which do not say it. */
  kind: DeclarationKind | null;
}

/** What customs finds wrong with a document; none where it can be taken. */
export type DocumentCheck = (document: CheckedDocument) => RemoteError[];

/** A place in the document by local names, and what a broker calls it. */
type Item = readonly [path: string, name: string];

/** Mandatory items of every import declaration (GOVCBR929 item guide, condition M). */
const importItems: readonly Item[] = [
  ['DeclarationOfficeID', '신고세관·과'],
  ['IssueDateTime', '신고일자'],
  ['TransactionNatureCode', '거래구분'],
  ['ResponseTypeCode', '응답형태'],
  ['PaymentTypeCode', '징수형태'],
  ['InvoiceAmount', '결제금액'],
  ['TotalGrossMassMeasure', '총중량'],
  ['TotalPackageQuantity', '총포장갯수'],
  ['CurrencyExchange/RateNumeric', '환율'],
  ['CustomsProcedure/ProcessTypeCode', '신고구분'],
  ['CustomsProcedure/TypeCode', '수입종류'],
  ['GoodsShipment/ExportationCountryCode', '적출국'],
  ['GoodsShipment/TradeTerms/ConditionCode', '인도조건'],
  ['GovernmentProcedure/CurrentCode', '통관계획'],
  ['Importer/Name', '수입자 상호'],
  ['Submitter/Name', '신고인 상호'],
  ['Payer/Name', '납세의무자 상호'],
];

const importLineItems: readonly Item[] = [
  ['SequenceNumeric', '란번호'],
  ['Commodity/Classification/ID', '세번부호'],
  ['Commodity/Description', '품명'],
];

const exportItems: readonly Item[] = [
  ['DeclarationOfficeID', '신고세관·과'],
  ['IssueDateTime', '신고일자'],
];

const linePath = 'GoodsShipment/GovernmentAgencyGoodsItem';
const codes: Readonly<Record<'import' | 'export', string>> = {
  import: 'GOVCBR929',
  export: 'GOVCBR830',
};

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
});

/** `null` where the text is well-formed XML, else what is wrong with it and where. */
export function malformation(xml: string): string | null {
  const verdict = XMLValidator.validate(xml);
  if (verdict === true) return null;
  return `${verdict.err.line}행 ${verdict.err.col}열: ${verdict.err.msg}`;
}

/** The practice central system's own check of a well-formed document. */
export function checkDocument(document: CheckedDocument): RemoteError[] {
  const parsed: unknown = parser.parse(document.xml);
  if (document.kind === 'list-clearance') return listErrors(parsed, document.declarationNo);
  const [root] = nodesAt(parsed, ['Declaration']);
  if (root === undefined) {
    return [wrong('', '최상위 요소가 Declaration이 아닙니다.')];
  }
  const errors = numberErrors(root, document);
  if (document.kind === 'import') errors.push(...importErrors(root));
  if (document.kind === 'export') errors.push(...exportErrors(root));
  return errors;
}

function numberErrors(root: unknown, { declarationNo, kind }: CheckedDocument): RemoteError[] {
  const [number] = textsAt(root, 'ID');
  if (number === undefined) {
    return kind === 'import' || kind === 'export' ? [missing('ID', '신고번호')] : [];
  }
  if (number.replaceAll('-', '') === declarationNo) return [];
  return [wrong('ID', `신고번호가 다릅니다. 문서에는 ${number}, 제출에는 ${declarationNo}입니다.`)];
}

function importErrors(root: unknown): RemoteError[] {
  const errors = [...typeErrors(root, codes.import), ...missingOf(root, importItems, '')];
  errors.push(...dateErrors(root));
  const lines = nodesAt(root, linePath.split('/'));
  if (lines.length === 0) errors.push(missing(linePath, '란'));
  lines.forEach((line, index) => {
    errors.push(...missingOf(line, importLineItems, `${linePath}[${index + 1}]/`));
  });
  return errors;
}

function exportErrors(root: unknown): RemoteError[] {
  const errors = [...typeErrors(root, codes.export), ...missingOf(root, exportItems, '')];
  errors.push(...dateErrors(root));
  if (nodesAt(root, linePath.split('/')).length === 0) errors.push(missing(linePath, '란'));
  return errors;
}

/** Of customs' own form for a list nothing is public: ours is looked at for what any would say. */
function listErrors(parsed: unknown, declarationNo: string): RemoteError[] {
  const [root] = nodesAt(parsed, ['ListClearance']);
  if (root === undefined) return [inList('', '최상위 요소가 ListClearance가 아닙니다.')];
  const [number] = textsAt(root, 'Number');
  const errors =
    number === declarationNo
      ? []
      : [inList('Number', `번호가 다릅니다. 제출에는 ${declarationNo}입니다.`)];
  if (nodesAt(root, ['Consignment']).length === 0)
    errors.push(inList('Consignment', '물품이 하나도 없습니다.'));
  return errors;
}

function inList(path: string, message: string): RemoteError {
  return { code: formError, path: path === '' ? '/' : `/ListClearance/${path}`, message };
}

function typeErrors(root: unknown, code: string): RemoteError[] {
  const [found] = textsAt(root, 'TypeCode');
  if (found === code) return [];
  if (found === undefined) return [missing('TypeCode', '문서형태구분')];
  return [wrong('TypeCode', `문서형태구분은 ${code}이어야 합니다. 받은 값은 ${found}입니다.`)];
}

function dateErrors(root: unknown): RemoteError[] {
  const [date] = textsAt(root, 'IssueDateTime');
  if (date === undefined || isCompactDate(date)) return [];
  return [wrong('IssueDateTime', `신고일자는 YYYYMMDD 형식의 날짜여야 합니다: ${date}`)];
}

function isCompactDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
}

function missingOf(node: unknown, items: readonly Item[], prefix: string): RemoteError[] {
  return items
    .filter(([path]) => textsAt(node, path).length === 0)
    .map(([path, name]) => missing(`${prefix}${path}`, name));
}

/** Customs' own code for a document that does not follow its form (서식 검증 오류). */
const formError = 'C501';

function missing(path: string, name: string): RemoteError {
  return wrong(path, `${name} 항목은 반드시 기재해야 합니다.`);
}

function wrong(path: string, message: string): RemoteError {
  return { code: formError, path: path === '' ? '/' : `/Declaration/${path}`, message };
}

/** Texts that are there and not blank. */
function textsAt(node: unknown, path: string): string[] {
  return nodesAt(node, path.split('/'))
    .map(textOf)
    .filter((text) => text !== '');
}

function textOf(node: unknown): string {
  if (typeof node === 'string') return node.trim();
  if (isRecord(node)) return typeof node['#text'] === 'string' ? node['#text'].trim() : '';
  return '';
}

function nodesAt(node: unknown, path: readonly string[]): unknown[] {
  let nodes: unknown[] = [node];
  for (const name of path) {
    nodes = nodes.flatMap((parent) => {
      const child: unknown = isRecord(parent) ? parent[name] : undefined;
      if (child === undefined) return [];
      return Array.isArray(child) ? child : [child];
    });
  }
  return nodes;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
