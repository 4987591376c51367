import { countryCodes, incoterms, settlementKinds } from '../../codes/index.ts';
import { code, date, text } from '../table/formats.ts';
import { conditional, constant, inSection, mandatory, parent, repeat } from '../table/nodes.ts';
import { bondedArea, cargoControlNo } from '../table/shapes.ts';
import { lineTable } from './line-table.ts';
import { forwarder, seller, supplier } from './parties.ts';
import { won } from './totals.ts';
import { consignment } from './transport.ts';

/** An amount that is added (01) to the value, or taken from it (02). */
function adjustment<const Key extends string>(key: Key, kind: '01' | '02') {
  return parent('wco:ChargeDeduction', [
    constant('wco:ChargesTypeCode', kind),
    conditional(key, 'wco:OtherChargeDeductionAmount', won),
  ]);
}

export const goodsShipment = parent('wco:GoodsShipment', [
  inSection(
    'transport',
    mandatory('exportCountry', 'wco:ExportationCountryCode', code(countryCodes, 'countries')),
  ),
  forwarder,
  supplier,
  consignment,
  inSection(
    'price',
    parent('wco:CustomsValuation', [
      conditional('insurance', 'wco:ExitToEntryChargeAmount', won, { currencyID: 'KRW' }),
      conditional('freight', 'wco:FreightChargeAmount', won, { currencyID: 'KRW' }),
      adjustment('additions', '01'),
      adjustment('deductions', '02'),
    ]),
  ),
  repeat('lines', 'wco:GovernmentAgencyGoodsItem', { min: 1, max: 999 }, lineTable),
  seller,
  inSection(
    'price',
    parent('wco:TradeTerms', [
      mandatory('incoterm', 'wco:ConditionCode', code(incoterms, 'incoterms')),
      mandatory('settlement', 'kcs:SettlementConditionCode', code(settlementKinds, 'settlements')),
    ]),
  ),
  parent('wco:UCR', [
    inSection(
      'transport',
      conditional('cargoControlNo', 'kcs:CustomsAssignedReferenceID', cargoControlNo),
    ),
    inSection(
      'attachments',
      conditional('traderReference', 'wco:TraderAssignedReferenceID', text(20)),
    ),
  ]),
  inSection(
    'place',
    parent('wco:Warehouse', [
      conditional('warehousedOn', 'wco:ArrivalDateTime', date),
      conditional('warehouse', 'wco:ID', bondedArea),
      parent('wco:Address', [conditional('warehousePlace', 'wco:Line', text(18))]),
    ]),
  ),
]);
