import type { CodeEntry, CodeList, CodeListName } from './code-list.ts';
import { countryCodes } from './country-codes.ts';
import { currencyCodes } from './currency-codes.ts';
import { customsDivisionRows } from './lists/customs-divisions.ts';
import { customsOfficeRows } from './lists/customs-offices.ts';
import { dutyRateKindRows } from './lists/duty-rate-kinds.ts';
import * as exports from './lists/export.ts';
import { importTransactionNatureRows } from './lists/import-transaction-natures.ts';
import * as imports from './lists/import.ts';
import * as origin from './lists/origin.ts';
import { packageRows } from './lists/packages.ts';
import { airportRows, otherPlaceRows, seaPortRows } from './lists/ports.ts';
import { type CodeRow, entriesOf } from './lists/rows.ts';
import * as trade from './lists/trade.ts';
import { unitRows } from './lists/units.ts';
import { countryName, currencyName } from './names.ts';

/** A list whose names are put together when they are first asked for. */
function list(name: CodeListName, complete: boolean, make: () => readonly CodeEntry[]): CodeList {
  let entries: readonly CodeEntry[] | null = null;
  return {
    name,
    complete,
    get entries() {
      return (entries ??= make());
    },
  };
}

/** Every code that there is; another one is refused. */
const whole = (name: CodeListName, rows: readonly CodeRow[]) =>
  list(name, true, () => entriesOf(rows));
/** The codes that are known; there are more. */
const known = (name: CodeListName, rows: readonly CodeRow[]) =>
  list(name, false, () => entriesOf(rows));

const named = (
  codes: readonly string[],
  nameIn: (code: string, language: 'ko' | 'en') => string,
): CodeEntry[] => codes.map((code) => ({ code, ko: nameIn(code, 'ko'), en: nameIn(code, 'en') }));

/** What Korean trade meets most stands first, so that it is found first. */
const usualCountries = 'KR US CN JP VN DE TW HK TH ID IN IT FR GB MY SG AU NL'.split(' ');
const usualCurrencies = 'USD KRW JPY EUR CNY GBP HKD AUD SGD VND'.split(' ');
const usualFirst = (usual: readonly string[], codes: readonly string[]): readonly string[] => [
  ...new Set([...usual, ...codes]),
];

/** The code lists (통계부호) by name. */
export const codeLists: Readonly<Record<CodeListName, CodeList>> = {
  'customs-offices': known('customs-offices', customsOfficeRows),
  'customs-divisions': known('customs-divisions', customsDivisionRows),
  countries: list('countries', true, () =>
    named(usualFirst(usualCountries, countryCodes), countryName),
  ),
  currencies: list('currencies', true, () =>
    named(usualFirst(usualCurrencies, currencyCodes), currencyName),
  ),
  ports: known('ports', [...airportRows, ...seaPortRows, ...otherPlaceRows]),
  packages: known('packages', packageRows),
  units: known('units', unitRows),
  incoterms: whole('incoterms', trade.incotermRows),
  settlements: whole('settlements', trade.settlementRows),
  'transport-means': whole('transport-means', trade.transportMeansRows),
  'container-kinds': whole('container-kinds', trade.containerKindRows),
  'import-process-types': whole('import-process-types', imports.importProcessTypeRows),
  'import-kinds': whole('import-kinds', imports.importKindRows),
  'import-transaction-natures': whole('import-transaction-natures', importTransactionNatureRows),
  'clearance-plans': whole('clearance-plans', imports.clearancePlanRows),
  payments: known('payments', trade.paymentRows),
  'ecommerce-kinds': whole('ecommerce-kinds', imports.ecommerceKindRows),
  'importer-roles': whole('importer-roles', imports.importerRoleRows),
  'relation-remarks': whole('relation-remarks', imports.relationRemarkRows),
  'classification-remarks': whole('classification-remarks', imports.classificationRemarkRows),
  'inspection-remarks': whole('inspection-remarks', imports.inspectionRemarkRows),
  'attachment-kinds': whole('attachment-kinds', imports.attachmentKindRows),
  'origin-rules': whole('origin-rules', origin.originRuleRows),
  'origin-marks': whole('origin-marks', origin.originMarkRows),
  'origin-mark-methods': whole('origin-mark-methods', origin.originMarkMethodRows),
  'payer-id-kinds': whole('payer-id-kinds', trade.payerIdKindRows),
  'duty-rate-kinds': known('duty-rate-kinds', dutyRateKindRows),
  'export-process-types': whole('export-process-types', exports.exportProcessTypeRows),
  'export-kinds': whole('export-kinds', exports.exportKindRows),
  'export-transaction-natures': whole(
    'export-transaction-natures',
    exports.exportTransactionNatureRows,
  ),
  'exporter-roles': whole('exporter-roles', exports.exporterRoleRows),
  'goods-states': whole('goods-states', exports.goodsStateRows),
  'drawback-applicants': whole('drawback-applicants', exports.drawbackApplicantRows),
  'drawback-applications': whole('drawback-applications', exports.drawbackApplicationRows),
  'export-approvals': whole('export-approvals', exports.exportApprovalRows),
  'trade-agreements': known('trade-agreements', trade.tradeAgreementRows),
  'return-scopes': whole('return-scopes', exports.returnScopeRows),
  'amendment-faults': known('amendment-faults', trade.amendmentFaultRows),
  'withdrawal-reasons': known('withdrawal-reasons', trade.withdrawalReasonRows),
};

const byCode = new Map<CodeListName, ReadonlyMap<string, CodeEntry>>();

function entry(name: CodeListName, code: string): CodeEntry | undefined {
  let entries = byCode.get(name);
  if (entries === undefined) {
    entries = new Map(codeLists[name].entries.map((one) => [one.code, one]));
    byCode.set(name, entries);
  }
  return entries.get(code);
}

export const isInList = (name: CodeListName, code: string): boolean =>
  entry(name, code) !== undefined;

/** What a code is called; `null` where it is not in the list. */
export const codeName = (name: CodeListName, code: string, language: 'ko' | 'en'): string | null =>
  entry(name, code)?.[language] ?? null;
