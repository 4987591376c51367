import type { DocumentKind, Reading } from '../document.ts';
import type { Summary } from '../../filing/filing.ts';
import { readTable } from '../table/read.ts';
import { renderTable } from '../table/render.ts';
import { isMandatory, scopeOf } from '../table/scope.ts';
import { importDeadline } from './deadline.ts';
import { type ImportDeclaration, importTable } from './import-table.ts';
import { checkImport } from './rules.ts';

/** Import declaration (수입신고). */
export const importDeclaration: DocumentKind<ImportDeclaration> = {
  kind: 'import',
  code: 'GOVCBR929',
  read,
  summarise,
  deadline: ({ warehousedOn }) =>
    warehousedOn === undefined ? null : importDeadline(warehousedOn),
  render: (declaration, { declarationNo, declaredOn }) =>
    renderTable(importTable, declaration, {
      declarationNo,
      declaredOn: declaredOn.replaceAll('-', ''),
    }),
};

function read(input: unknown): Reading<ImportDeclaration> {
  const reading = readTable(importTable, input);
  if (!reading.ok) return reading;
  const { declaration } = reading;
  if (!isWhole(declaration)) throw new Error('the table read less than its type says');
  const errors = checkImport(declaration);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, declaration };
}

/** Reading has checked every value against the table that the type is taken from. */
function isWhole(values: object): values is ImportDeclaration {
  const { entries } = scopeOf(importTable.children);
  return entries.every((entry) => !isMandatory(entry) || entry.key in values);
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
