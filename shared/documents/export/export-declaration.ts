import type { Summary } from '../../filing/filing.ts';
import type { DocumentKind } from '../document.ts';
import { holdsAll, readKind, renderKind } from '../read-kind.ts';
import { type ExportDeclaration, exportTable } from './export-table.ts';
import { checkExport } from './rules.ts';

/** Export declaration (수출신고). No day is set by which it must be in. */
export const exportDeclaration: DocumentKind<ExportDeclaration> = {
  kind: 'export',
  code: 'GOVCBR830',
  provisional: false,
  table: exportTable,
  read: (input) => readKind(exportTable, isWhole, checkExport, input),
  summarise,
  basis: () => null,
  render: (declaration, context) => renderKind(exportTable, declaration, context),
};

const isWhole = (values: object): values is ExportDeclaration => holdsAll(exportTable, values);

function summarise(declaration: ExportDeclaration): Summary {
  return {
    importer: declaration.exporterName,
    goods: declaration.lines[0]?.goodsName ?? '',
    lines: declaration.lines.length,
    billOfLading: '',
    currency: declaration.currency,
    amount: declaration.invoiceAmount,
    tax: null,
  };
}
