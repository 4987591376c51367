import type { UnsureReason } from '../../taxes/unsure.ts';
import type { TaxStepName } from '../../taxes/tax-step.ts';

export const taxes = {
  steps: {
    'invoice-in-won': 'Invoice amount in won',
    'total-value': 'Customs value of all lines, before sharing out',
    'customs-value': 'Customs value (KRW)',
    'customs-value-usd': 'Customs value (USD, rounded up)',
    duty: 'Duty (cut off below 10 won)',
    'vat-base': 'VAT base',
    vat: 'VAT (cut off below 10 won)',
    'total-customs-value': 'Total customs value',
    'total-duty': 'Total duty',
    'total-vat-base': 'Total VAT base',
    'total-vat': 'Total VAT',
    'total-tax': 'Total duties and taxes',
    'free-on-board': 'FOB value, before sharing out',
    'declared-price': 'Declared price (FOB, KRW)',
    'total-declared-price': 'Total declared price',
  } satisfies Record<TaxStepName, string>,
  unsure: {
    incomplete: 'Something that it is computed from is empty.',
    'specific-duty': 'Duty by quantity is not computed. Enter the duty yourself.',
    'duty-reduction': 'Duty with a reduction is not computed. Enter the duty yourself.',
    'flexible-duty': 'With a flexible tariff the duty is not computed. Enter it yourself.',
    'internal-tax':
      'There is a rate of internal tax without its amount. Enter the amount and the VAT is computed.',
    'vat-exemption': 'There is a VAT exemption. Enter the VAT exempt base and the VAT is computed.',
    'usd-rate': 'The rate of the US dollar is not known, so the value in USD is not computed.',
    'domestic-costs':
      'An EXW price lacks the costs up to the ship. See whether the price is really FOB.',
    repair:
      'Repaired or altered goods are declared by the value added, or 0. Enter the declared price yourself.',
  } satisfies Record<UnsureReason, string>,
} as const;
