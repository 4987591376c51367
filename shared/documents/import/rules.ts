import type { CivilDate } from '../../time.ts';
import type { Entered } from '../entered.ts';
import {
  checkExchangeRate,
  checkInvoice,
  checkUnitPrices,
  checkWeights,
  hasFreight,
  hasInsurance,
} from '../rules/amounts.ts';
import { Findings } from '../rules/findings.ts';
import { checkBrandName, checkEnglish, checkGoodsName, checkNoBrand } from '../rules/goods.ts';
import { checkCustomsCode, checkPartnerCountry, checkPartyId } from '../rules/parties.ts';
import { checkBondedArea, checkCustomsOffice, checkPort } from '../rules/places.ts';
import { checkCargoControlNo, checkContainers } from '../rules/transport.ts';
import type { ImportDeclaration, ImportLine } from './import-table.ts';
import { checkImportTotals } from './rules-totals.ts';

type Import = Entered<ImportDeclaration>;

/**
 * What one field alone does not tell: each rule names the field that is to be mended. It is an
 * error only where the item guide is certain. `today` is the day on which it would be declared.
 */
export function checkImport(declaration: Import, today?: CivilDate): Findings {
  const found = new Findings();
  checkCustomsOffice(found, declaration.customsOffice);
  checkParties(found, declaration);
  checkTransport(found, declaration);
  checkPlan(found, declaration, today);
  checkPrice(found, declaration);
  checkEcommerce(found, declaration);
  checkSplit(found, declaration);
  checkDocuments(found, declaration);
  const { lines = [] } = declaration;
  lines.forEach((line, at) => checkLine(found, line, `lines[${at}]`));
  checkImportTotals(found, declaration);
  return found;
}

function checkParties(found: Findings, declaration: Import): void {
  const { payerIdKind, payerId, importerRole, importerName, payerName } = declaration;
  checkPartyId(found, 'payerId', payerId, payerIdKind);
  if (payerIdKind === '04')
    found.expect('payerCustomsCode', declaration.payerCustomsCode, 'payerIdKind', '04');
  checkCustomsCode(found, 'payerCustomsCode', declaration.payerCustomsCode);
  checkCustomsCode(found, 'importerCustomsCode', declaration.importerCustomsCode);
  if (importerRole === 'A') {
    if (importerName !== undefined && payerName !== undefined && importerName !== payerName)
      found.warn('importerName', 'other-than', { value: importerName, with: 'payerName' });
    const { importerCustomsCode, payerCustomsCode } = declaration;
    if (
      importerCustomsCode !== undefined &&
      payerCustomsCode !== undefined &&
      importerCustomsCode !== payerCustomsCode
    )
      found.warn('importerCustomsCode', 'other-than', {
        value: importerCustomsCode,
        with: 'payerCustomsCode',
      });
  }
  const { supplierCode, supplierCountry, sellerCode, sellerCountry } = declaration;
  checkPartnerCountry(found, 'supplierCode', supplierCode, 'supplierCountry', supplierCountry);
  checkPartnerCountry(found, 'sellerCode', sellerCode, 'sellerCountry', sellerCountry);
}

/** Plans under which there is no manifest, and so no B/L or cargo control number (H, Z). */
const withoutManifest: ReadonlySet<string> = new Set(['H', 'Z']);

function checkTransport(found: Findings, declaration: Import): void {
  const { transportMeans, arrivalPort, containerKind, clearancePlan } = declaration;
  checkPort(found, 'arrivalPort', arrivalPort, transportMeans);
  checkCargoControlNo(found, declaration.cargoControlNo);
  checkContainers(found, declaration.containers);
  if (containerKind === 'FC')
    found.expect('containers', declaration.containers, 'containerKind', containerKind);
  if (declaration.exportCountry === 'KR') found.warn('exportCountry', 'home-country');
  const { billOfLading, masterBillOfLading, cargoControlNo } = declaration;
  if (clearancePlan !== undefined && !withoutManifest.has(clearancePlan))
    found.expect(
      'billOfLading',
      billOfLading ?? masterBillOfLading ?? cargoControlNo,
      'clearancePlan',
      clearancePlan,
    );
}

/** Plans before the ship or aircraft is in (A, B), and before the goods are in the warehouse. */
const beforeArrival: ReadonlySet<string> = new Set(['A', 'B']);
const beforeWarehouse: ReadonlySet<string> = new Set(['A', 'B', 'C', 'E']);

function checkPlan(found: Findings, declaration: Import, today: CivilDate | undefined): void {
  const { clearancePlan, arrivedOn, warehousedOn, warehouse } = declaration;
  checkBondedArea(found, 'warehouse', warehouse, declaration.customsOffice);
  if (arrivedOn !== undefined && warehousedOn !== undefined && warehousedOn < arrivedOn)
    found.warn('warehousedOn', 'before', {
      value: warehousedOn,
      with: 'arrivedOn',
      other: arrivedOn,
    });
  if (clearancePlan === undefined) return;
  if (clearancePlan === 'D' || clearancePlan === 'F') {
    found.expect('warehousedOn', warehousedOn, 'clearancePlan', clearancePlan);
    found.expect('warehouse', warehouse, 'clearancePlan', clearancePlan);
  }
  if (beforeWarehouse.has(clearancePlan) && warehousedOn !== undefined)
    found.warn('clearancePlan', 'plan-too-early', { value: clearancePlan, with: 'warehousedOn' });
  if (today === undefined || arrivedOn === undefined) return;
  if (beforeArrival.has(clearancePlan) && arrivedOn < today)
    found.warn('clearancePlan', 'plan-too-early', { value: clearancePlan, with: 'arrivedOn' });
  if (!beforeArrival.has(clearancePlan) && arrivedOn > today)
    found.warn('arrivedOn', 'in-future', { value: arrivedOn });
}

function checkPrice(found: Findings, declaration: Import): void {
  const { currency, exchangeRate, incoterm, freight, insurance, lines = [] } = declaration;
  checkExchangeRate(found, currency, exchangeRate);
  checkInvoice(found, declaration.invoiceAmount, lines);
  checkWeights(
    found,
    declaration.grossWeight,
    lines.map((line) => line.netWeight),
  );
  if (incoterm === undefined) return;
  if (!hasFreight(incoterm)) found.expect('freight', freight, 'incoterm', incoterm);
  else if (freight !== undefined && freight !== '0')
    found.warn('freight', 'already-in-price', { value: incoterm });
  if (hasInsurance(incoterm) && insurance !== undefined && insurance !== '0')
    found.warn('insurance', 'already-in-price', { value: incoterm });
}

function checkEcommerce(found: Findings, declaration: Import): void {
  const { transactionNature, ecommerceKind } = declaration;
  if (transactionNature === '15') {
    found.expect('ecommerceKind', ecommerceKind, 'transactionNature', '15');
    found.expect('orderNumbers', declaration.orderNumbers, 'transactionNature', '15');
  }
  // The guide: 전자상거래유형이 B, C인 경우에만 기재.
  if (ecommerceKind === 'B' || ecommerceKind === 'C') return;
  for (const field of ['buyingAgentName', 'buyingAgentCode'] as const)
    if (declaration[field] !== undefined)
      found.error(field, 'only-with', { with: 'ecommerceKind', values: 'B, C' });
}

function checkSplit(found: Findings, declaration: Import): void {
  const { splitDeclaration, billOfLadingSplit } = declaration;
  if (splitDeclaration === true)
    found.expect('billOfLadingSplit', billOfLadingSplit, 'splitDeclaration', 'true');
  if (splitDeclaration === false && billOfLadingSplit !== undefined)
    found.warn('billOfLadingSplit', 'rarely-with', { with: 'splitDeclaration', value: 'false' });
}

/** Rates of free trade agreements begin with `F` and the country, e.g. `FUS1`, `FVN1`. */
const agreementRate = /^F[A-Z]{2,}\d*$/;

function checkDocuments(found: Findings, declaration: Import): void {
  const { certificateOfOrigin, valueDeclaration, lines = [] } = declaration;
  const kinds = lines.flatMap(({ dutyRateKind }) =>
    dutyRateKind !== undefined && agreementRate.test(dutyRateKind) ? [dutyRateKind] : [],
  );
  if (certificateOfOrigin === 'N' && kinds.length > 0)
    found.warn('certificateOfOrigin', 'certificate-missing', {
      kinds: [...new Set(kinds)].join(', '),
    });
  lines.forEach((line, at) => {
    const needs = line.dutyRateKind !== undefined && agreementRate.test(line.dutyRateKind);
    if (certificateOfOrigin === 'Y' && needs)
      found.expect(
        `lines[${at}].certificateNo`,
        line.certificateNo,
        'dutyRateKind',
        line.dutyRateKind ?? '',
      );
  });
  if (valueDeclaration === 'Y' && declaration.valueDeclarationException !== undefined)
    found.warn('valueDeclarationException', 'rarely-with', {
      with: 'valueDeclaration',
      value: 'Y',
    });
  if (valueDeclaration === 'N' && declaration.aggregationPriceNo !== undefined)
    found.warn('aggregationPriceNo', 'rarely-with', { with: 'valueDeclaration', value: 'N' });
}

const marked: ReadonlySet<string> = new Set(['Y', 'B', 'G']);

function checkLine(found: Findings, line: Entered<ImportLine>, path: string): void {
  checkGoodsName(found, `${path}.goodsName`, line.goodsName);
  checkEnglish(found, `${path}.tradeName`, line.tradeName);
  checkBrandName(found, `${path}.brandName`, line.brandName);
  checkNoBrand(found, path, line.brandCode, line.brandName);
  checkUnitPrices(found, path, line);
  const { originMark, hsCode, dutyRateKind } = line;
  if (originMark !== undefined && marked.has(originMark) && line.originMarkMethod === undefined)
    found.error(`${path}.originMarkMethod`, 'needed-with', {
      with: 'originMark',
      value: originMark,
    });
  // The guide's sentence names Y, which is marked: exempt goods (E) can only be meant.
  if (originMark === 'E')
    found.expect(`${path}.originMarkExemption`, line.originMarkExemption, 'originMark', originMark);
  if (hsCode?.length === 3 && dutyRateKind !== undefined && dutyRateKind !== 'X')
    found.warn(`${path}.dutyRateKind`, 'simplified-rate', { value: dutyRateKind, hsCode });
}
