import type { Entered } from '../entered.ts';
import type { Findings } from '../rules/findings.ts';
import type { ExportDeclaration, ExportLine } from './export-table.ts';

/** Re-exports, which name the import that brought the goods in. */
const reexports: ReadonlySet<string> = new Set(['84', '86', '89', '93']);
/** Exported as imported: an authorised owner (AEO) may leave the import out. */
const asImported = '72';

/** Chapter 87, vehicles: cars, lorries, motorcycles. */
const vehicleHeading = /^87(0[1-5]|11)/;

export function checkExportLine(
  found: Findings,
  line: Entered<ExportLine>,
  path: string,
  declaration: Entered<ExportDeclaration>,
): void {
  checkPreviousImport(found, line, path, declaration.transactionNature);
  const { hsCode, originCertificate, agreement } = line;
  const { drawbackApplication, drawbackApplicant } = declaration;
  if (hsCode?.length === 6 && drawbackApplication === 'AD')
    found.error(`${path}.hsCode`, 'ten-digits-with', {
      value: hsCode,
      with: 'drawbackApplication',
      other: 'AD',
    });
  else if (hsCode?.length === 6 && drawbackApplicant !== undefined)
    found.warn(`${path}.hsCode`, 'rarely-with', {
      with: 'drawbackApplicant',
      value: drawbackApplicant,
    });
  if (originCertificate === 'Y' && agreement === undefined)
    found.error(`${path}.agreement`, 'needed-with', {
      with: 'originCertificate',
      value: originCertificate,
    });
  if (originCertificate === 'N' && agreement !== undefined)
    found.warn(`${path}.agreement`, 'rarely-with', {
      with: 'originCertificate',
      value: originCertificate,
    });
  checkUsedGoods(found, line, path, declaration.goodsState);
}

function checkPreviousImport(
  found: Findings,
  line: Entered<ExportLine>,
  path: string,
  nature: string | undefined,
): void {
  if (nature === undefined) return;
  for (const field of ['importDeclarationNo', 'importLine'] as const) {
    if (line[field] !== undefined) continue;
    if (reexports.has(nature))
      found.error(`${path}.${field}`, 'needed-with', { with: 'transactionNature', value: nature });
    else if (nature === asImported)
      found.expect(`${path}.${field}`, line[field], 'transactionNature', nature);
  }
}

/** Used goods say so, and used vehicles bear their number (차대번호). */
function checkUsedGoods(
  found: Findings,
  line: Entered<ExportLine>,
  path: string,
  state: ExportDeclaration['goodsState'] | undefined,
): void {
  if (state === 'O' && line.goodsName !== undefined && !/^USED\b/i.test(line.goodsName))
    found.warn(`${path}.goodsName`, 'used-word', { value: line.goodsName });
  const isVehicle = line.hsCode !== undefined && vehicleHeading.test(line.hsCode);
  if (!isVehicle || state === undefined || state === 'N') return;
  const { specifications = [] } = line;
  if (specifications.every(({ vehicles }) => (vehicles?.length ?? 0) === 0))
    found.warn(`${path}.specifications[0].vehicles`, 'usually-with', {
      with: 'goodsState',
      value: state,
    });
}
