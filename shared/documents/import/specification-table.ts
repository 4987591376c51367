import { date, decimal, text } from '../table/formats.ts';
import { conditional, mandatory, measured, parent, position, repeat } from '../table/nodes.ts';
import { unit } from '../table/shapes.ts';

/** A certificate that another law requires (수입요건확인), up to 8 of a specification. */
const requirementTable = [
  conditional('requirementLaw', 'wco:CriteriaConformanceCode', text(2)),
  conditional('requirementNo', 'wco:ID', text(20)),
  conditional('requirementIssuedOn', 'wco:IssueDateTime', date),
  conditional('requirementKind', 'wco:TypeCode', text(1)),
  conditional('requirementName', 'wco:Name', text(50)),
  conditional('requirementUse', 'kcs:IntendedUseCode', text(2)),
  conditional('requirementItemCode', 'kcs:CommercialCategorizationID', text(22)),
] as const;

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
  repeat('requirements', 'wco:AdditionalDocument', { min: 0, max: 8 }, requirementTable),
  parent('wco:AdditionalInformation', [
    conditional('repeatedTradeNo', 'kcs:RegistrationID', text(15)),
  ]),
  parent('wco:Constituent', [conditional('ingredient', 'wco:ElementName', text(70))]),
] as const;
