import { countryCodes, currencyCodes, ecommerceKinds, transportMeans } from '../../codes/index.ts';
import { code, date, decimal, listed, text } from '../table/formats.ts';
import {
  conditional,
  constant,
  count,
  inSection,
  known,
  mandatory,
  measured,
  parent,
  position,
  repeat,
  type ShapeOf,
  type Table,
} from '../table/nodes.ts';
import {
  bondedArea,
  carrierCode,
  customsOffice,
  email,
  partyId,
  phone,
  postcode,
  transportDocument,
  unit,
} from '../table/shapes.ts';

const country = code(countryCodes, 'countries');

/** A consignment of the list, 1 to 999: who gets what from whom. */
const consignmentTable = [
  position('naru:Number', 3),
  mandatory('billOfLading', 'naru:HouseBillOfLading', transportDocument),
  conditional('orderNumber', 'naru:OrderNumber', text(35)),
  conditional('ecommerceKind', 'naru:EcommerceKind', code(ecommerceKinds, 'ecommerce-kinds')),
  parent('naru:Consignee', [
    mandatory('consigneeName', 'naru:Name', text(60)),
    mandatory('consigneeId', 'naru:PersonalCustomsCode', partyId),
    mandatory('consigneePhone', 'naru:Phone', phone),
    mandatory('consigneePostcode', 'naru:Postcode', postcode),
    mandatory('consigneeAddress', 'naru:Address', text(100)),
    conditional('consigneeAddressMore', 'naru:AddressMore', text(100)),
  ]),
  parent('naru:Goods', [
    mandatory('goodsName', 'naru:Name', text(100)),
    conditional(
      'hsCode',
      'naru:HsCode',
      text(10, { min: 6, pattern: /^(\d{6}|\d{10})$/, example: '847130', ignores: /[-.\s]/g }),
    ),
    measured(
      mandatory('quantity', 'naru:Quantity', decimal(14, 4)),
      'unit',
      mandatory('quantityUnit', 'unit', unit),
    ),
    measured(
      mandatory('goodsAmount', 'naru:Amount', decimal(18, 4)),
      'currency',
      mandatory('goodsCurrency', 'currency', code(currencyCodes, 'currencies')),
    ),
    mandatory('goodsWeight', 'naru:Weight', decimal(16, 4), { unit: 'KG' }),
    conditional('goodsPackages', 'naru:Packages', decimal(6, 0)),
    conditional('originCountry', 'naru:Origin', country),
  ]),
  parent('naru:Seller', [
    mandatory('sellerName', 'naru:Name', text(60)),
    conditional('sellerCode', 'naru:Code', text(13)),
    conditional('sellerCountry', 'naru:Country', country),
    conditional('sellerSite', 'naru:Site', text(200)),
  ]),
] as const;

/**
 * List clearance (목록통관, 관세법 제254조의2). KCS's form of GOVCBR936 is not public: what stands here
 * are the items that such a list certainly needs, in a form of our own, until the true one is known.
 */
export const listTable = {
  root: 'naru:ListClearance',
  namespace: 'urn:naru:list-clearance:provisional:1',
  prefixes: ['naru'],
  children: [
    constant('naru:TypeCode', 'GOVCBR936'),
    known('naru:Number', 'declarationNo'),
    known('naru:DeclaredOn', 'declaredOn'),
    inSection('procedure', mandatory('customsOffice', 'naru:CustomsOffice', customsOffice)),
    inSection('procedure', mandatory('expressCompany', 'naru:ExpressCompany', text(6))),
    inSection(
      'transport',
      parent('naru:Transport', [
        mandatory('arrivedOn', 'naru:ArrivedOn', date),
        mandatory('transportMeans', 'naru:Means', code(transportMeans, 'transport-means')),
        conditional('carrier', 'naru:Carrier', carrierCode),
        conditional('vessel', 'naru:Vessel', text(35)),
        conditional('masterBillOfLading', 'naru:MasterBillOfLading', transportDocument),
        mandatory('exportCountry', 'naru:ExportCountry', country),
        conditional(
          'arrivalPort',
          'naru:ArrivalPort',
          listed('ports', text(5, { min: 2, pattern: /^[0-9A-Z]+$/, example: 'KRPUS' })),
        ),
      ]),
    ),
    inSection(
      'place',
      parent('naru:Warehouse', [
        conditional('warehousedOn', 'naru:ArrivedOn', date),
        conditional('warehouse', 'naru:Code', bondedArea),
      ]),
    ),
    inSection(
      'parties',
      parent('naru:Declarant', [
        mandatory('submitterName', 'naru:Name', text(50)),
        mandatory('submitterPhone', 'naru:Phone', phone),
        conditional('submitterEmail', 'naru:Email', email),
      ]),
    ),
    inSection('remarks', conditional('declarantRemark', 'naru:Remark', text(500))),
    count('naru:Count', 'lines'),
    repeat('lines', 'naru:Consignment', { min: 1, max: 999 }, consignmentTable),
  ],
} as const satisfies Table;

/** A clearance list as it is entered and kept. */
export type ListClearance = ShapeOf<(typeof listTable)['children']>;
export type ListConsignment = ListClearance['lines'][number];
