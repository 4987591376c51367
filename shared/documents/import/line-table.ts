import {
  attachmentKinds,
  countryCodes,
  originMarkMethods,
  originMarks,
  originRules,
  yesOrNo,
} from '../../codes/index.ts';
import { code, date, decimal, shaped, text } from '../table/formats.ts';
import {
  conditional,
  list,
  mandatory,
  measured,
  parent,
  position,
  repeat,
} from '../table/nodes.ts';
import { unit } from '../table/shapes.ts';
import {
  dutyFee,
  educationTaxFee,
  flexibleDutyFee,
  internalTaxFee,
  ruralTaxFee,
  vatFee,
} from './line-taxes.ts';
import { specificationTable } from './specification-table.ts';

const country = code(countryCodes, 'countries');
const amount = decimal(16, 4);

/** Why a law does not apply to the goods (요건 비대상), up to 8 of a line. */
const exemptionTable = [
  conditional('exemptionText', 'wco:Content', text(60)),
  conditional('exemptionReason', 'wco:ReconciliationReasonCode', text(2)),
  conditional('exemptionDetail', 'wco:StatementCode', text(10)),
  conditional('exemptionLaw', 'kcs:CriteriaConformanceCode', text(2)),
] as const;

/** Certificate of origin (원산지증명서). */
const certificateOfOrigin = parent('wco:CertificateOfOrigin', [
  conditional('certificateCriteria', 'kcs:CriteriaCode', text(2)),
  conditional('certificateIssuedOn', 'kcs:IssueDateTime', date),
  conditional('certificateNo', 'kcs:IssueID', text(50)),
  conditional('certificateAgency', 'kcs:IssueAgencyName', text(70)),
  conditional('certificateCountry', 'kcs:IssueLocationCode', country),
  conditional('certificateRegion', 'kcs:IssueLocationName', text(50)),
  conditional('certificateIssuer', 'kcs:IssuerName', text(50)),
  conditional('certificateSplit', 'kcs:SplitIndicatorCode', code(yesOrNo)),
  conditional('certificateTotalWeight', 'kcs:TotalGrossMassMeasure', amount),
  conditional('certificateTotalQuantity', 'kcs:TotalQuantityQuantity', amount),
  conditional('certificateUsedWeight', 'kcs:UsageGrossMassMeasure', amount),
  conditional('certificateUsedQuantity', 'kcs:UsageQuantityQuantity', amount),
]);

/** An export declaration whose goods come back (수출신고번호), up to 999 of a line. */
const previousExportTable = [
  conditional('exportDeclarationNo', 'wco:ID', text(15, { ignores: /[-\s]/g })),
  conditional('exportLine', 'wco:LineNumeric', text(3)),
  conditional('exportSpecification', 'kcs:SequenceNumeric', text(2)),
  parent('wco:GoodsMeasure', [
    measured(
      conditional('exportQuantity', 'wco:NetNetWeightMeasure', amount),
      'kcsUnitCode',
      conditional('exportUnit', 'kcsUnitCode', unit),
    ),
  ]),
] as const;

/**
 * An instant release before the declaration (즉시반출신고), up to 999 of a line. In KCS's sample
 * number and serial look exchanged, so both are taken as they are entered.
 */
const immediateReleaseTable = [
  conditional('immediateReleaseId', 'wco:ID', text(20)),
  conditional('immediateReleaseSerial', 'wco:SequenceNumeric', text(20)),
] as const;

/** A line (란), 1 to 999 in a declaration. */
export const lineTable = [
  position('wco:SequenceNumeric', 3),
  parent('wco:AdditionalCode', [
    conditional('inspectionNeeded', 'kcs:ExaminationIndicatorCode', code(yesOrNo)),
  ]),
  parent('wco:AdditionalDocument', [conditional('immediateReleaseNo', 'wco:ID', text(20))]),
  repeat('exemptions', 'wco:AdditionalInformation', { min: 0, max: 8 }, exemptionTable),
  parent('wco:Commodity', [
    conditional('productLine', 'wco:SequenceNumeric', text(3)),
    mandatory('tradeName', 'wco:CargoDescription', text(50)),
    conditional('standardNameCode', 'wco:CharacteristicCode', text(50)),
    measured(
      conditional('quantity', 'wco:CountQuantity', decimal(14, 4)),
      'kcsUnitCode',
      conditional('quantityUnit', 'kcsUnitCode', unit),
    ),
    mandatory('goodsName', 'wco:Description', text(50)),
    conditional('materialKind', 'wco:IntendedUseCode', text(1)),
    mandatory('brandName', 'wco:Name', text(30)),
    mandatory('brandCode', 'kcs:NameCode', shaped(/^[0-9A-Z]{4}$/, 'ZZZZ')),
    measured(
      conditional('drawbackQuantity', 'kcs:DetailedCountQuantity', decimal(14, 4)),
      'kcsUnitCode',
      conditional('drawbackUnit', 'kcsUnitCode', unit),
    ),
    parent('wco:AdditionalCode', [
      mandatory(
        'attachment',
        'kcs:AttachmentIndicatorCode',
        code(attachmentKinds, 'attachment-kinds'),
      ),
      mandatory('dutyBasis', 'kcs:CriteriaCode', code(['1', '2', '3'])),
      conditional('expressInspection', 'kcs:ExaminationIndicatorCode', code(yesOrNo)),
    ]),
    parent('wco:AdditionalDocument', [conditional('exclusiveUseNo', 'wco:ID', text(25))]),
    certificateOfOrigin,
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
    dutyFee,
    internalTaxFee,
    educationTaxFee,
    ruralTaxFee,
    vatFee,
    flexibleDutyFee,
    repeat('previousExports', 'wco:PreviousDocument', { min: 0, max: 999 }, previousExportTable),
    parent('wco:ResponsibleGovernmentAgency', [
      list('checkingAgencies', 'wco:ID', { max: 3, format: text(3) }),
    ]),
  ]),
  parent('wco:GoodsMeasure', [
    conditional('netWeight', 'wco:NetNetWeightMeasure', decimal(16, 4), { kcsUnitCode: 'KG' }),
  ]),
  parent('wco:Origin', [
    mandatory('originCountry', 'wco:CountryCode', country),
    mandatory('originRule', 'wco:RuleCode', code(originRules, 'origin-rules')),
    parent('wco:OriginDescription', [
      conditional('originMark', 'kcs:DisplayIndicatorCode', code(originMarks, 'origin-marks')),
      conditional(
        'originMarkMethod',
        'kcs:MarksNumbersID',
        code(originMarkMethods, 'origin-mark-methods'),
      ),
      conditional('originMarkExemption', 'kcs:NonDescriptionReason', shaped(/^[0-9A-Z]{2}$/, '14')),
    ]),
  ]),
  repeat('immediateReleases', 'wco:PreviousDocument', { min: 0, max: 999 }, immediateReleaseTable),
] as const;
