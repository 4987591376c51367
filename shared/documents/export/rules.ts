import { unknownManufacturer } from '../../codes/index.ts';
import type { CivilDate } from '../../time.ts';
import type { Entered } from '../entered.ts';
import {
  checkExchangeRate,
  checkInvoice,
  checkTotal,
  checkUnitPrices,
  checkWeights,
  hasFreight,
} from '../rules/amounts.ts';
import { Findings } from '../rules/findings.ts';
import { checkBrandName, checkEnglish, checkGoodsName } from '../rules/goods.ts';
import { checkCustomsCode, checkPartyId } from '../rules/parties.ts';
import { checkBondedArea, checkCustomsOffice, checkPort, portKind } from '../rules/places.ts';
import { checkContainers } from '../rules/transport.ts';
import type { ExportDeclaration } from './export-table.ts';
import { checkExportLine } from './rules-line.ts';

type Export = Entered<ExportDeclaration>;

/**
 * What one field alone does not tell; an error only where the item guide is certain. `today` is the
 * day on which it would be declared.
 */
export function checkExport(declaration: Export, today?: CivilDate): Findings {
  const found = new Findings();
  checkCustomsOffice(found, declaration.customsOffice);
  checkParties(found, declaration);
  checkTransport(found, declaration, today);
  checkPrice(found, declaration);
  checkDrawback(found, declaration);
  checkProcess(found, declaration);
  const { lines = [] } = declaration;
  lines.forEach((line, at) => {
    const path = `lines[${at}]`;
    checkGoodsName(found, `${path}.goodsName`, line.goodsName);
    checkEnglish(found, `${path}.tradeName`, line.tradeName);
    checkBrandName(found, `${path}.brandName`, line.brandName);
    checkUnitPrices(found, path, line);
    checkExportLine(found, line, path, declaration);
  });
  return found;
}

function checkParties(found: Findings, declaration: Export): void {
  const { exporterId, exporterIdKind, exporterCustomsCode } = declaration;
  checkPartyId(found, 'exporterId', exporterId, exporterIdKind);
  if (exporterId !== undefined)
    found.expect('exporterIdKind', exporterIdKind, 'exporterId', exporterId);
  // The guide: 사업자등록번호가 있는 경우 반드시 기재.
  if (exporterIdKind === '04' && exporterCustomsCode === undefined)
    found.error('exporterCustomsCode', 'needed-with', { with: 'exporterIdKind', value: '04' });
  checkCustomsCode(found, 'exporterCustomsCode', exporterCustomsCode);
  checkCustomsCode(found, 'agentCustomsCode', declaration.agentCustomsCode);

  const { manufacturerName, manufacturerCustomsCode } = declaration;
  const isUnknown = manufacturerName === '미상' || manufacturerName === '제조미상';
  if (isUnknown && manufacturerCustomsCode !== undefined) {
    if (manufacturerCustomsCode !== unknownManufacturer)
      found.error('manufacturerCustomsCode', 'must-be-with', {
        must: unknownManufacturer,
        with: 'manufacturerName',
        value: manufacturerName,
      });
  } else if (manufacturerCustomsCode === unknownManufacturer && manufacturerName !== undefined)
    found.warn('manufacturerName', 'manufacturer-named', { value: manufacturerName });
}

function checkTransport(found: Findings, declaration: Export, today: CivilDate | undefined): void {
  const { loadingPort, loadingPortKind, transportMeans, departsOn, containers } = declaration;
  checkPort(found, 'loadingPort', loadingPort, transportMeans);
  const kind = loadingPort === undefined ? null : portKind(loadingPort);
  if (
    (kind === 'airport' && loadingPortKind === '6') ||
    (kind === 'sea-port' && loadingPortKind === '3')
  )
    found.warn('loadingPortKind', 'port-of-other-kind', {
      value: loadingPortKind,
      port: loadingPort ?? '',
    });
  checkBondedArea(found, 'goodsWarehouse', declaration.goodsWarehouse, declaration.customsOffice);
  checkContainers(found, containers);
  if (declaration.containerized === true)
    found.expect('containers', containers, 'containerized', 'Y');
  if (declaration.containerized === false && (containers?.length ?? 0) > 0)
    found.warn('containers', 'rarely-with', { with: 'containerized', value: 'N' });
  if (declaration.destinationCountry === 'KR') found.warn('destinationCountry', 'home-country');
  if (today !== undefined && departsOn !== undefined && departsOn < today)
    found.warn('departsOn', 'in-past', { value: departsOn });
}

function checkPrice(found: Findings, declaration: Export): void {
  const { currency, exchangeRate, incoterm, freight, lines = [] } = declaration;
  checkExchangeRate(found, currency, exchangeRate);
  checkInvoice(found, declaration.invoiceAmount, lines);
  checkTotal(
    found,
    'totalDeclaredPrice',
    declaration.totalDeclaredPrice,
    lines.map((line) => line.declaredPrice),
  );
  checkTotal(
    found,
    'packages',
    declaration.packages,
    lines.map((line) => line.linePackages),
  );
  const firstKind = lines[0]?.linePackageKind;
  const { packageKind } = declaration;
  if (packageKind !== undefined && firstKind !== undefined && packageKind !== firstKind)
    found.warn('packageKind', 'other-than', {
      value: packageKind,
      with: 'lines[0].linePackageKind',
    });
  checkWeights(
    found,
    declaration.grossWeight,
    lines.map((line) => line.netWeight),
  );
  if (incoterm === undefined) return;
  if (hasFreight(incoterm)) found.expect('freight', freight, 'incoterm', incoterm);
  else if (freight !== undefined && freight !== '0')
    found.warn('freight', 'not-in-price', { value: incoterm });
}

/** Automatic simplified drawback: the manufacturer applies, and the trade is a general one. */
function checkDrawback(found: Findings, declaration: Export): void {
  if (declaration.drawbackApplication !== 'AD') return;
  const { drawbackApplicant, transactionNature } = declaration;
  const because = { with: 'drawbackApplication', value: 'AD' };
  if (drawbackApplicant !== '2')
    found.error('drawbackApplicant', 'must-be-with', { must: '2', ...because });
  if (transactionNature !== undefined && transactionNature !== '11')
    found.error('transactionNature', 'must-be-with', { must: '11', ...because });
}

/** What a return (M) and goods in a bonded area (B) need. */
function checkProcess(found: Findings, declaration: Export): void {
  const { processType } = declaration;
  if (processType === 'M')
    for (const field of ['returnReason', 'returnScope', 'cargoControlNo'] as const)
      found.expect(field, declaration[field], 'processType', processType);
  if (processType === 'B')
    for (const field of ['goodsWarehouse', 'bondedEntryNo'] as const)
      found.expect(field, declaration[field], 'processType', processType);
}
