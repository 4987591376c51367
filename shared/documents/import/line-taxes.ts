import { decimal, listed, text } from '../table/formats.ts';
import { conditional, constant, mandatory, parent } from '../table/nodes.ts';
import { dollars, won } from './totals.ts';

const rate = decimal(6, 2);
const exemption = text(7);

/** Duty (관세) with its base, rate and reduction. */
export const dutyFee = parent('wco:DutyTaxFee', [
  conditional('customsValue', 'wco:AdValoremTaxBaseAmount', won, { currencyID: 'KRW' }),
  conditional('customsValueUsd', 'wco:AdValoremTaxBaseAmount', dollars, { currencyID: 'USD' }),
  conditional('dutyDeduction', 'wco:DeductAmount', won),
  // KCS's own spelling.
  conditional('dutyDeductionKind', 'kcs:DutyTaxDecuctTypeCode', text(2)),
  conditional('dutyDeductionCode', 'kcs:DutyTaxDeductionInstallmentID', text(12)),
  conditional('dutyDeductionRate', 'kcs:DeductionRateNumeric', decimal(8, 4)),
  conditional(
    'dutyRateKind',
    'wco:DutyRegimeCode',
    listed('duty-rate-kinds', text(10, { pattern: /^[0-9A-Z]+$/, example: 'A' })),
  ),
  conditional('dutyRate', 'wco:TaxRateNumeric', rate),
  constant('wco:TypeCode', 'CUD'),
  parent('wco:Payment', [mandatory('duty', 'wco:TaxAssessedAmount', won)]),
]);

/** Internal tax (내국세): consumption, transport or liquor tax. */
export const internalTaxFee = parent('wco:DutyTaxFee', [
  conditional('internalTaxKind', 'wco:DutyRegimeCode', text(2)),
  conditional('internalTaxCode', 'kcs:InternalTaxTypeCode', text(6)),
  conditional('consumptionTaxExemption', 'kcs:SpecialConsumptionTaxDeductionCode', exemption),
  conditional('internalTaxRate', 'wco:TaxRateNumeric', rate),
  constant('wco:TypeCode', 'LCN'),
  conditional('liquorTaxExemption', 'kcs:LiquorTaxDeduction', exemption),
  // KCS's own spelling.
  conditional('transportTaxExemption', 'kcs:TransportaionTaxDeduction', exemption),
  parent('wco:Payment', [
    conditional('specialTaxBasis', 'kcs:SpecialTaxDescriptionAmount', decimal(14, 2)),
    conditional('internalTax', 'wco:TaxAssessedAmount', won),
  ]),
]);

/** Education tax (교육세). */
export const educationTaxFee = parent('wco:DutyTaxFee', [
  conditional('educationTaxKind', 'wco:DutyRegimeCode', text(2)),
  constant('wco:TypeCode', '5AB'),
  parent('wco:Payment', [conditional('educationTax', 'wco:TaxAssessedAmount', won)]),
]);

/** Special tax for rural development (농특세). */
export const ruralTaxFee = parent('wco:DutyTaxFee', [
  conditional('ruralTaxKind', 'wco:DutyRegimeCode', text(2)),
  constant('wco:TypeCode', 'CAP'),
  parent('wco:Payment', [conditional('ruralTax', 'wco:TaxAssessedAmount', won)]),
]);

export const vatFee = parent('wco:DutyTaxFee', [
  conditional('vatDeductionCode', 'kcs:DeductionID', exemption),
  conditional('vatKind', 'wco:DutyRegimeCode', text(2)),
  constant('wco:TypeCode', 'VAT'),
  conditional('vatBase', 'kcs:VATBaseAmount', won),
  conditional('vatExemptBase', 'kcs:VATExemptionBaseAmount', won),
  parent('wco:Payment', [conditional('vat', 'wco:TaxAssessedAmount', won)]),
]);

/** Flexible tariff (탄력관세): its kind and rate. */
export const flexibleDutyFee = parent('wco:DutyTaxFee', [
  conditional('flexibleDutyKind', 'wco:DutyRegimeCode', text(10)),
  conditional('flexibleDutyRate', 'wco:TaxRateNumeric', rate),
  constant('wco:TypeCode', 'FCU'),
]);
