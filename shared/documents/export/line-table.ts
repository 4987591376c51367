import { countryCodes, yesOrNo } from '../../codes/index.ts';
import { code, date, decimal, listed, shaped, text } from '../table/formats.ts';
import { conditional, mandatory, measured, parent, position, repeat } from '../table/nodes.ts';
import { packageKind, unit } from '../table/shapes.ts';
import { exportSpecificationTable } from './specification-table.ts';

/** A line (란), 1 to 999 in a declaration. */
export const exportLineTable = [
  position('wco:SequenceNumeric', 3),
  parent('wco:AdditionalCode', [
    mandatory('attachment', 'kcs:AttachmentIndicatorCode', code(yesOrNo)),
  ]),
  parent('wco:AdditionalInformation', [
    conditional('originCertificate', 'wco:StatementCode', code(yesOrNo)),
    conditional('automaticLoading', 'wco:StatementTypeCode', code(yesOrNo)),
  ]),
  parent('wco:Commodity', [
    mandatory('tradeName', 'wco:CargoDescription', text(50)),
    measured(
      conditional('quantity', 'wco:CountQuantity', decimal(10, 0)),
      'kcsUnitCode',
      conditional('quantityUnit', 'kcsUnitCode', unit),
    ),
    conditional('agreement', 'wco:CriteriaConformanceCode', listed('trade-agreements', text(10))),
    mandatory('goodsName', 'wco:Description', text(50)),
    mandatory('brandName', 'wco:Name', text(30)),
    mandatory('declaredPrice', 'wco:ValueAmount', decimal(15, 0)),
    parent('wco:AdditionalInformation', [
      conditional('approvalNo', 'wco:ID', text(20)),
      conditional('approvalKind', 'wco:StatementCode', text(1)),
      conditional('approvedFrom', 'kcs:BeginningDateTime', date),
      conditional('approvedUntil', 'kcs:EndingDateTime', date),
    ]),
    parent('wco:Classification', [
      mandatory(
        'hsCode',
        'wco:ID',
        text(10, {
          min: 6,
          pattern: /^(\d{10}|\d{6})$/,
          example: '8471300000',
          ignores: /[-.\s]/g,
        }),
      ),
    ]),
    repeat(
      'specifications',
      'wco:DetailedCommodity',
      { min: 1, max: 50 },
      exportSpecificationTable,
    ),
    parent('wco:Invoice', [conditional('invoiceNo', 'wco:ID', text(17))]),
    parent(
      'wco:PreviousDocument',
      [
        conditional('importDeclarationNo', 'wco:ID', text(15, { ignores: /[-\s]/g })),
        conditional('importLine', 'wco:LineNumeric', text(3)),
      ],
      { needs: ['importDeclarationNo'] },
    ),
  ]),
  parent('wco:GoodsMeasure', [
    mandatory('netWeight', 'wco:NetNetWeightMeasure', decimal(11, 2), { kcsUnitCode: 'KG' }),
  ]),
  parent('wco:Origin', [
    mandatory('originCountry', 'wco:CountryCode', code(countryCodes, 'countries')),
    conditional('originRule', 'wco:RuleCode', listed('origin-rules', shaped(/^[0-9A-Z]$/, 'A'))),
    parent('wco:OriginDescription', [
      conditional(
        'originMark',
        'kcs:DisplayIndicatorCode',
        listed('origin-marks', shaped(/^[A-Z]$/, 'Y')),
      ),
    ]),
  ]),
  parent('wco:Packaging', [
    mandatory('linePackages', 'wco:QuantityQuantity', decimal(6, 0)),
    mandatory('linePackageKind', 'wco:TypeCode', packageKind),
  ]),
] as const;
