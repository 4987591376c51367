import type { DocumentKind, Reading } from '../document.ts';
import type { Summary } from '../../filing/filing.ts';
import { readTable } from '../table/read.ts';
import { renderTable } from '../table/render.ts';
import { importDeadline } from './deadline.ts';
import { type ImportDeclaration, importTable } from './import-table.ts';
import { checkImport } from './rules.ts';

/** Import declaration (수입신고). */
export const importDeclaration: DocumentKind<ImportDeclaration> = {
  kind: 'import',
  code: 'GOVCBR929',
  read,
  summarise,
  deadline: ({ warehousedOn }) => (warehousedOn === undefined ? null : importDeadline(warehousedOn)),
  render: (declaration, { declarationNo, declaredOn }) =>
    renderTable(importTable, declaration, {
      declarationNo,
      declaredOn: declaredOn.replaceAll('-', ''),
    }),
};

function read(input: unknown): Reading<ImportDeclaration> {
  const reading = readTable(importTable, input);
  if (!reading.ok) return reading;
  // The table that has just been read against is the one that the type is taken from.
  const declaration = reading.declaration as ImportDeclaration;
  const errors = checkImport(declaration);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, declaration };
}

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
