export { checkDeclaration } from './checked.ts';
export {
  documentKinds,
  isSupportedKind,
  type SupportedKind,
  supportedKinds,
} from './document-kinds.ts';
export { describeFieldError, fieldLabel } from './describe.ts';
export { basisOf, type FilingInput, readFilingInput, summaryOf } from './filing-input.ts';
export { jsonSchema } from './filing-schema.ts';
export { formOf } from './form.ts';
export { importDeclaration } from './import/import-declaration.ts';
export type { ImportDeclaration } from './import/import-table.ts';
export { partDocumentCode, readPart, renderPart } from './parts/part.ts';
export { exampleFiling } from './practice/example-filing.ts';
export { practiceFilings } from './practice/practice-filings.ts';
export { type SpreadsheetColumn, spreadsheetColumns } from './spreadsheet.ts';
export { type RowTexts, spreadsheetRows } from './spreadsheet-rows.ts';
export { nearestWord } from './table/nearest.ts';
export { type DocumentXmlReading, readDocumentXml } from './xml/read-document.ts';
export { plainCell } from './plain-cell.ts';
