import { customsOfficeRows } from './lists/customs-offices.ts';
import { importTransactionNatureRows } from './lists/import-transaction-natures.ts';
import * as imports from './lists/import.ts';
import * as origin from './lists/origin.ts';
import { airportRows, seaPortRows } from './lists/ports.ts';
import { codesOf } from './lists/rows.ts';
import * as trade from './lists/trade.ts';

// The codes of the lists that are whole, for fields that take nothing else.

export const customsOfficeCodes = codesOf(customsOfficeRows);
export const transportMeans = codesOf(trade.transportMeansRows);
export const containerKinds = codesOf(trade.containerKindRows);
export const settlementKinds = codesOf(trade.settlementRows);
export const incoterms = codesOf(trade.incotermRows);
export const payerIdKinds = codesOf(trade.payerIdKindRows);

export const processTypes = codesOf(imports.importProcessTypeRows);
export const importKinds = codesOf(imports.importKindRows);
export const importTransactionNatures = codesOf(importTransactionNatureRows);
export const clearancePlans = codesOf(imports.clearancePlanRows);
export const ecommerceKinds = codesOf(imports.ecommerceKindRows);
export const importerRoles = codesOf(imports.importerRoleRows);
export const relationRemarks = codesOf(imports.relationRemarkRows);
export const classificationRemarks = codesOf(imports.classificationRemarkRows);
export const inspectionRemarks = codesOf(imports.inspectionRemarkRows);
export const attachmentKinds = codesOf(imports.attachmentKindRows);

export const originRules = codesOf(origin.originRuleRows);
export const originMarks = codesOf(origin.originMarkRows);
export const originMarkMethods = codesOf(origin.originMarkMethodRows);

// Of the ports, those whose kind is known.
export const airportCodes = codesOf(airportRows);
export const seaPortCodes = codesOf(seaPortRows);

export const yesOrNo = ['Y', 'N'] as const;
