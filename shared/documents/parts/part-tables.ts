import type { DeclarationKind } from '../../filing/numbers.ts';
import type { PartKind } from '../../filing/part.ts';
import { exportTable } from '../export/export-table.ts';
import { importTable } from '../import/import-table.ts';
import { listed, text } from '../table/formats.ts';
import {
  conditional,
  constant,
  known,
  mandatory,
  type Node,
  parent,
  position,
  repeat,
  type Table,
} from '../table/nodes.ts';
import { customsOffice, partyId } from '../table/shapes.ts';

/**
 * Documents about a declaration that customs has: amendment (정정), withdrawal (취하) and request to
 * synchronise (동기화 요청). KCS's names of the documents and their items and sizes are known, its
 * element paths are not: they stand here by analogy with GOVCBR929 and GOVCBR830 and must be held
 * against KCS's form before real use.
 */
function partTable<const Children extends readonly Node[]>(code: string, children: Children) {
  return {
    root: 'wco:Declaration',
    namespace: `urn:kr:gov:kcs:data:standard:KCS_DeclarationOf${code}SchemaModule:1:0`,
    prefixes: ['wco', 'kcs'],
    children,
  } as const satisfies Table;
}

/** The amended declaration bears the date of the original, not of the amendment. */
const asOriginal = (children: readonly Node[]): readonly Node[] =>
  children.map((node) =>
    node.node === 'known' && node.from === 'declaredOn'
      ? known(node.element, 'originalDeclaredOn')
      : node,
  );

const office = mandatory('customsOffice', 'wco:DeclarationOfficeID', customsOffice);
const number = known('wco:ID', 'declarationNo');
const asked = known('wco:IssueDateTime', 'declaredOn');
const sequence = mandatory('partSequence', 'kcs:SequenceNumeric', text(5));

const importReason = parent('wco:AdditionalInformation', [
  mandatory('reasonText', 'wco:Content', text(500)),
  conditional('reasonCode', 'wco:StatementCode', text(2)),
  conditional('fault', 'kcs:ResponsibilityCode', listed('amendment-faults', text(2))),
]);

const withdrawalReason = parent('wco:AdditionalInformation', [
  mandatory('reasonText', 'wco:Content', text(500)),
  conditional('reasonCode', 'wco:StatementCode', listed('withdrawal-reasons', text(2))),
  conditional('fault', 'kcs:ResponsibilityCode', listed('amendment-faults', text(2))),
]);

/** Export has letters of its own for whose fault it is; KCS's list of them is not public. */
const exportReason = parent('wco:AdditionalInformation', [
  mandatory('reasonText', 'wco:Content', text(500)),
  conditional('reasonCode', 'wco:StatementCode', text(2)),
  conditional('fault', 'kcs:ResponsibilityCode', text(2)),
]);

const changes = repeat('changes', 'wco:Amendment', { min: 1, max: 100_000 }, [
  position('wco:SequenceNumeric', 3),
  parent('wco:Pointer', [mandatory('changedField', 'wco:TagID', text(200))]),
  mandatory('changedLabel', 'wco:Description', text(200)),
  conditional('changedFrom', 'kcs:BeforeContent', text(1000)),
  conditional('changedTo', 'kcs:AfterContent', text(1000)),
]);

const amendment5FE = partTable('IMP_5FE', [
  office,
  number,
  asked,
  constant('wco:TypeCode', 'GOVCBR5FE'),
  sequence,
  importReason,
  changes,
  repeat('amended', 'wco:GoodsDeclaration', { min: 1, max: 1 }, asOriginal(importTable.children)),
]);

/** GOVCBR5AS is amendment, withdrawal (B) and extension in one; A for amendment is by analogy. */
const amendment5AS = partTable('EXP_5AS', [
  office,
  number,
  asked,
  constant('wco:TypeCode', 'GOVCBR5AS'),
  constant('kcs:ApplicationTypeCode', 'A'),
  sequence,
  exportReason,
  changes,
  repeat('amended', 'wco:GoodsDeclaration', { min: 1, max: 1 }, asOriginal(exportTable.children)),
]);

const withdrawal5BF = partTable('IMP_5BF', [
  office,
  number,
  asked,
  constant('wco:TypeCode', 'GOVCBR5BF'),
  withdrawalReason,
]);

const withdrawal5AS = partTable('EXP_5AS', [
  office,
  number,
  asked,
  constant('wco:TypeCode', 'GOVCBR5AS'),
  constant('kcs:ApplicationTypeCode', 'B'),
  exportReason,
]);

const synchronisation = (code: string) =>
  [
    number,
    asked,
    constant('wco:TypeCode', code),
    sequence,
    parent('wco:AdditionalInformation', [mandatory('reasonText', 'wco:Content', text(500))]),
    parent('wco:Submitter', [mandatory('submitterCode', 'wco:ID', text(5))]),
    parent('wco:Payer', [conditional('payerId', 'wco:ID', partyId, { schemeAgencyID: 'ZZZ' })]),
  ] as const;

const synchronisation5TE = partTable('IMP_5TE', synchronisation('GOVCBR5TE'));
const synchronisation5TG = partTable('EXP_5TG', synchronisation('GOVCBR5TG'));

export interface PartDocument {
  readonly code: string;
  readonly table: Table;
}

/** The documents of KCS; a clearance list has none that is known. */
export const partDocuments = {
  import: {
    amendment: { code: 'GOVCBR5FE', table: amendment5FE },
    withdrawal: { code: 'GOVCBR5BF', table: withdrawal5BF },
    synchronisation: { code: 'GOVCBR5TE', table: synchronisation5TE },
  },
  export: {
    amendment: { code: 'GOVCBR5AS', table: amendment5AS },
    withdrawal: { code: 'GOVCBR5AS', table: withdrawal5AS },
    synchronisation: { code: 'GOVCBR5TG', table: synchronisation5TG },
  },
  'list-clearance': null,
} as const satisfies Record<
  DeclarationKind,
  Record<Exclude<PartKind, 'declaration'>, PartDocument> | null
>;
