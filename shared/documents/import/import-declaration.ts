import type { Summary } from '../../filing/filing.ts';
import type { DocumentKind } from '../document.ts';
import { holdsAll, readKind, renderKind } from '../read-kind.ts';
import { importBasis } from './deadline.ts';
import { type ImportDeclaration, importTable } from './import-table.ts';
import { checkImport } from './rules.ts';

/** Import declaration (수입신고). */
export const importDeclaration: DocumentKind<ImportDeclaration> = {
  kind: 'import',
  code: 'GOVCBR929',
  provisional: false,
  table: importTable,
  read: (input) => readKind(importTable, isWhole, checkImport, input),
  summarise,
  basis: importBasis,
  render: (declaration, context) => renderKind(importTable, declaration, context),
};

const isWhole = (values: object): values is ImportDeclaration => holdsAll(importTable, values);

function summarise(declaration: ImportDeclaration): Summary {
  const tax = declaration.totalTax === undefined ? null : Number(declaration.totalTax);
  return {
    importer: declaration.importerName,
    goods: declaration.lines[0]?.goodsName ?? '',
    lines: declaration.lines.length,
    billOfLading: declaration.billOfLading ?? declaration.masterBillOfLading ?? '',
    currency: declaration.currency,
    amount: declaration.invoiceAmount,
    tax: tax !== null && Number.isSafeInteger(tax) ? tax : null,
  };
}
