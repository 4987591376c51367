import {
  attachmentKinds,
  countryCodes,
  originMarkMethods,
  originMarks,
  originRules,
} from '../../codes/index.ts';
import { code, decimal, shaped, text } from '../table/formats.ts';
import {
  conditional,
  constant,
  mandatory,
  measured,
  parent,
  position,
  repeat,
} from '../table/nodes.ts';

const won = decimal(18, 0);
const unit = text(3, { pattern: /^[A-Z][A-Z0-9]*$/, example: 'EA' });

/** A specification (규격), 1 to 99 in a line. */
export const specificationTable = [
  position('wco:SequenceNumeric', 2),
  measured(
    conditional('specificationQuantity', 'wco:CountQuantity', decimal(14, 4)),
    'kcsUnitCode',
    conditional('specificationUnit', 'kcsUnitCode', unit),
  ),
  mandatory('specification', 'wco:Description', text(100)),
  conditional('partCode', 'wco:LotNumberID', text(20)),
  conditional('unitPrice', 'kcs:UnitPriceAmount', decimal(18, 6)),
  conditional('specificationAmount', 'kcs:ValueAmount', decimal(16, 4)),
  parent('wco:Constituent', [conditional('ingredient', 'wco:ElementName', text(70))]),
] as const;

/** A line (란), 1 to 999 in a declaration. */
export const lineTable = [
  position('wco:SequenceNumeric', 3),
  parent('wco:Commodity', [
    mandatory('tradeName', 'wco:CargoDescription', text(50)),
    measured(
      conditional('quantity', 'wco:CountQuantity', decimal(14, 4)),
      'kcsUnitCode',
      conditional('quantityUnit', 'kcsUnitCode', unit),
    ),
    mandatory('goodsName', 'wco:Description', text(50)),
    mandatory('brandName', 'wco:Name', text(30)),
    mandatory('brandCode', 'kcs:NameCode', shaped(/^[0-9A-Z]{4}$/, 'ZZZZ')),
    parent('wco:AdditionalCode', [
      mandatory('attachment', 'kcs:AttachmentIndicatorCode', code(attachmentKinds)),
      mandatory('dutyBasis', 'kcs:CriteriaCode', code(['1', '2', '3'])),
    ]),
    parent('wco:Classification', [
      mandatory(
        'hsCode',
        'wco:ID',
        text(10, {
          min: 3,
          pattern: /^(\d{10}|\d{3})$/,
          example: '8471300000',
          ignores: /[-.\s]/g,
        }),
      ),
    ]),
    repeat('specifications', 'wco:DetailedCommodity', { min: 1, max: 99 }, specificationTable),
    parent('wco:DutyTaxFee', [
      conditional('customsValue', 'wco:AdValoremTaxBaseAmount', won, { currencyID: 'KRW' }),
      conditional('customsValueUsd', 'wco:AdValoremTaxBaseAmount', decimal(14, 0), {
        currencyID: 'USD',
      }),
      conditional(
        'dutyRateKind',
        'wco:DutyRegimeCode',
        text(10, { pattern: /^[0-9A-Z]+$/, example: 'A' }),
      ),
      conditional('dutyRate', 'wco:TaxRateNumeric', decimal(6, 2)),
      constant('wco:TypeCode', 'CUD'),
      parent('wco:Payment', [mandatory('duty', 'wco:TaxAssessedAmount', won)]),
    ]),
    parent('wco:DutyTaxFee', [
      constant('wco:TypeCode', 'VAT'),
      conditional('vatBase', 'kcs:VATBaseAmount', won),
      conditional('vatExemptBase', 'kcs:VATExemptionBaseAmount', won),
      parent('wco:Payment', [conditional('vat', 'wco:TaxAssessedAmount', won)]),
    ]),
  ]),
  parent('wco:GoodsMeasure', [
    conditional('netWeight', 'wco:NetNetWeightMeasure', decimal(16, 4), { kcsUnitCode: 'KG' }),
  ]),
  parent('wco:Origin', [
    mandatory('originCountry', 'wco:CountryCode', code(countryCodes)),
    mandatory('originRule', 'wco:RuleCode', code(originRules)),
    parent('wco:OriginDescription', [
      conditional('originMark', 'kcs:DisplayIndicatorCode', code(originMarks)),
      conditional('originMarkMethod', 'kcs:MarksNumbersID', code(originMarkMethods)),
      conditional('originMarkExemption', 'kcs:NonDescriptionReason', shaped(/^[0-9A-Z]{2}$/, '14')),
    ]),
  ]),
] as const;
