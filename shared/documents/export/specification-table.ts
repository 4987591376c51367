import { yesOrNo } from '../../codes/index.ts';
import { code, date, decimal, listed, text } from '../table/formats.ts';
import { conditional, list, measured, parent, position, repeat } from '../table/nodes.ts';
import { unit } from '../table/shapes.ts';

/** A certificate that another law requires (수출요건확인), up to 16 of a specification. */
const requirementTable = [
  conditional('requirementNo', 'wco:ID', text(20)),
  conditional('requirementIssuedOn', 'wco:IssueDateTime', date),
  conditional('requirementKind', 'wco:TypeCode', listed('export-approvals', text(1))),
  conditional('requirementName', 'wco:Name', text(35)),
  conditional('requirementApplies', 'kcs:CriteriaConformanceIndicatorCode', code(yesOrNo)),
  conditional('requirementLawSerial', 'kcs:CriteriaConformanceID', text(9)),
  conditional('requirementNoMissing', 'kcs:NonDescriptionReason', text(60)),
  conditional('requirementLaw', 'kcs:CriteriaConformanceCode', text(4)),
  conditional('requirementItemCode', 'kcs:CommercialCategorizationID', text(22)),
  conditional('requirementExemption', 'kcs:NonObjectReasonCode', text(5)),
] as const;

/** A specification (규격), 1 to 50 in a line. */
export const exportSpecificationTable = [
  position('wco:SequenceNumeric', 2),
  conditional('specification', 'wco:CargoDescription', text(400)),
  measured(
    conditional('specificationQuantity', 'wco:CountQuantity', decimal(14, 4)),
    'kcsUnitCode',
    conditional('specificationUnit', 'kcsUnitCode', unit),
  ),
  conditional('partCode', 'wco:LotNumberID', text(20)),
  conditional('unitPrice', 'kcs:UnitPriceAmount', decimal(18, 6)),
  conditional('specificationAmount', 'kcs:ValueAmount', decimal(16, 4)),
  repeat('requirements', 'wco:AdditionalDocument', { min: 0, max: 16 }, requirementTable),
  parent('wco:Constituent', [conditional('ingredient', 'wco:ElementName', text(70))]),
  list('vehicles', 'wco:ID', {
    max: 800,
    format: text(20),
    within: {
      element: 'wco:Vehicle',
      position: position('wco:SequenceNumeric', 3),
      numbered: 'after',
    },
  }),
] as const;
