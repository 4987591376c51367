import { decimal } from '../table/formats.ts';
import { conditional, constant, inSection, parent } from '../table/nodes.ts';

export const won = decimal(18, 0);
export const dollars = decimal(14, 0);

/** The total of one kind of duty or tax. */
export function total<const Key extends string>(key: Key, kind: string) {
  return inSection(
    'taxes',
    parent('wco:DutyTaxFee', [
      constant('wco:TypeCode', kind),
      parent('wco:Payment', [conditional(key, 'wco:TaxAssessedAmount', won)]),
    ]),
  );
}

/** Total duty (총관세) with the total customs value. */
export const totalDuty = inSection(
  'taxes',
  parent('wco:DutyTaxFee', [
    conditional('totalCustomsValue', 'wco:AdValoremTaxBaseAmount', won, { currencyID: 'KRW' }),
    conditional('totalCustomsValueUsd', 'wco:AdValoremTaxBaseAmount', dollars, {
      currencyID: 'USD',
    }),
    constant('wco:TypeCode', 'CUD'),
    parent('wco:Payment', [conditional('totalDuty', 'wco:TaxAssessedAmount', won)]),
  ]),
);

/** The sum of all (총세액합계) with the VAT bases. */
export const totalTax = inSection(
  'taxes',
  parent('wco:DutyTaxFee', [
    constant('wco:TypeCode', '5CZ'),
    conditional('totalVatBase', 'kcs:TotalVATBaseAmount', won),
    conditional('totalVatExemptBase', 'kcs:TotalVATExemptionBaseAmount', won),
    parent('wco:Payment', [conditional('totalTax', 'wco:TaxAssessedAmount', won)]),
  ]),
);
