import { containerKinds, incoterms, settlementKinds, transportMeans } from '../../codes/index.ts';
import { code, decimal, flag, shaped, text } from '../table/formats.ts';
import { conditional, inSection, mandatory, parent, repeat } from '../table/nodes.ts';
import { postcode } from '../table/shapes.ts';
import { exportLineTable } from './line-table.ts';
import { buyer } from './parties.ts';

const won = decimal(12, 0);

export const exportShipment = parent('wco:GoodsShipment', [
  buyer,
  inSection(
    'attachments',
    parent('wco:AdditionalDocument', [conditional('letterOfCredit', 'wco:ID', text(20))]),
  ),
  inSection(
    'parties',
    parent('wco:ApprovedEstablishmentPlace', [
      mandatory('industrialComplex', 'wco:Name', shaped(/^[0-9A-Z]{3}$/, '999')),
    ]),
  ),
  parent('wco:Consignment', [
    inSection('transport', mandatory('containerized', 'wco:ContainerIndicator', flag)),
    inSection(
      'place',
      mandatory('goodsState', 'wco:GoodsStatusCode', code(['N', 'O', 'M'], 'goods-states')),
    ),
    inSection(
      'transport',
      parent('wco:BorderTransportMeans', [
        mandatory('transportMeans', 'wco:TypeCode', code(transportMeans, 'transport-means')),
        parent('wco:TransportEquipment', [
          mandatory(
            'containerKind',
            'wco:CharacteristicCode',
            code(containerKinds, 'container-kinds'),
          ),
        ]),
      ]),
    ),
    inSection(
      'place',
      parent('wco:GoodsLocation', [
        mandatory('goodsPostcode', 'wco:ID', postcode),
        parent('wco:Address', [mandatory('goodsPlace', 'kcs:Description', text(40))]),
      ]),
    ),
  ]),
  inSection(
    'price',
    parent('wco:CustomsValuation', [
      conditional('insurance', 'wco:ExitToEntryChargeAmount', won),
      conditional('freight', 'wco:FreightChargeAmount', won),
    ]),
  ),
  inSection(
    'drawback',
    parent('wco:DrawBack', [
      conditional('drawbackApplicant', 'kcs:RoleCode', code(['1', '2'], 'drawback-applicants')),
      mandatory(
        'drawbackApplication',
        'kcs:ApplicationTypeCode',
        code(['AD', 'NO'], 'drawback-applications'),
      ),
    ]),
  ),
  repeat('lines', 'wco:GovernmentAgencyGoodsItem', { min: 1, max: 999 }, exportLineTable),
  inSection(
    'price',
    parent('wco:TradeTerms', [
      mandatory('incoterm', 'wco:ConditionCode', code(incoterms, 'incoterms')),
      mandatory('settlement', 'kcs:SettlementConditionCode', code(settlementKinds, 'settlements')),
    ]),
  ),
  inSection('place', parent('wco:Warehouse', [conditional('warehouseName', 'wco:Name', text(40))])),
]);
