import {
  clearancePlans,
  classificationRemarks,
  containerKinds,
  countryCodes,
  currencyCodes,
  ecommerceKinds,
  importKinds,
  importTransactionNatures,
  importerRoles,
  incoterms,
  inspectionRemarks,
  payerIdKinds,
  processTypes,
  relationRemarks,
  settlementKinds,
  transportMeans,
  yesOrNo,
} from '../../codes/index.ts';
import { code, date, decimal, flag, shaped, text } from '../table/formats.ts';
import {
  conditional,
  constant,
  known,
  list,
  mandatory,
  measured,
  parent,
  position,
  repeat,
  type ShapeOf,
  type Table,
} from '../table/nodes.ts';
import { lineTable } from './line-table.ts';

const won = decimal(18, 0);
const country = code(countryCodes);
const partnerCode = shaped(/^[A-Z]{2}[0-9A-Z]{11}$/, 'CNTOSHIN12347');
const submissionNo = text(27, { pattern: /^[0-9A-Z-]+$/, example: 'A1971015-07-1234-5678' });
const phone = text(40, {
  pattern: /^(?:[(0+][0-9() -]{6,}|1\d{3}-?\d{4})$/,
  example: '042-123-4567',
});
const email = text(100, { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, example: 'name@example.com' });
const transportDocument = text(20, { pattern: /^[0-9A-Z-]+$/, example: 'DBSC96100123AB01' });

/** The total of one kind of duty or tax. */
function total<const Key extends string>(key: Key, kind: string) {
  return parent('wco:DutyTaxFee', [
    constant('wco:TypeCode', kind),
    parent('wco:Payment', [conditional(key, 'wco:TaxAssessedAmount', won)]),
  ]);
}

/** The way to reach someone: TE telephone, EX extension, EM e-mail. */
const reachedBy = (kind: 'TE' | 'EX' | 'EM') => constant('wco:TypeID', kind);

const consignment = parent('wco:Consignment', [
  parent('wco:Carrier', [
    conditional('carrier', 'wco:ID', text(4, { min: 2, pattern: /^[0-9A-Z]+$/, example: 'HJSC' })),
  ]),
  parent('wco:Express', [conditional('expressCompany', 'kcs:ID', text(6))]),
  parent('wco:TransportContractDocument', [
    conditional('billOfLading', 'wco:ID', transportDocument),
    constant('wco:TypeCode', '714'),
  ]),
  parent('wco:TransportContractDocument', [
    conditional('masterBillOfLading', 'wco:ID', transportDocument),
    constant('wco:TypeCode', '704'),
  ]),
  parent('wco:TransportEquipment', [
    mandatory('containerKind', 'wco:CharacteristicCode', code(containerKinds)),
  ]),
  parent('wco:UnloadingLocation', [
    mandatory('arrivalPort', 'wco:ID', text(5, { min: 3, pattern: /^[A-Z]+$/, example: 'KRPUS' })),
  ]),
]);

const goodsShipment = parent('wco:GoodsShipment', [
  mandatory('exportCountry', 'wco:ExportationCountryCode', country),
  parent('wco:Agent', [
    conditional('forwarderCode', 'wco:ID', text(5)),
    conditional('forwarderName', 'wco:Name', text(28)),
  ]),
  parent('wco:AdditionalDocument', [
    parent(
      'wco:Authenticator',
      [
        conditional('supplierCode', 'wco:ID', partnerCode),
        conditional('supplierName', 'wco:Name', text(60)),
        parent('wco:Address', [conditional('supplierCountry', 'wco:CountryCode', country)]),
      ],
      { needs: ['supplierName', 'supplierCountry'] },
    ),
  ]),
  consignment,
  parent('wco:CustomsValuation', [
    conditional('insurance', 'wco:ExitToEntryChargeAmount', won, { currencyID: 'KRW' }),
    conditional('freight', 'wco:FreightChargeAmount', won, { currencyID: 'KRW' }),
    parent('wco:ChargeDeduction', [
      constant('wco:ChargesTypeCode', '01'),
      conditional('additions', 'wco:OtherChargeDeductionAmount', won),
    ]),
    parent('wco:ChargeDeduction', [
      constant('wco:ChargesTypeCode', '02'),
      conditional('deductions', 'wco:OtherChargeDeductionAmount', won),
    ]),
  ]),
  repeat('lines', 'wco:GovernmentAgencyGoodsItem', { min: 1, max: 999 }, lineTable),
  parent(
    'wco:Seller',
    [
      conditional('sellerCode', 'wco:ID', partnerCode),
      conditional('sellerName', 'wco:Name', text(60)),
      parent('wco:Address', [conditional('sellerCountry', 'wco:CountryCode', country)]),
    ],
    { needs: ['sellerName', 'sellerCountry'] },
  ),
  parent('wco:TradeTerms', [
    mandatory('incoterm', 'wco:ConditionCode', code(incoterms)),
    mandatory('settlement', 'kcs:SettlementConditionCode', code(settlementKinds)),
  ]),
  parent('wco:UCR', [
    conditional(
      'cargoControlNo',
      'kcs:CustomsAssignedReferenceID',
      text(19, {
        min: 15,
        pattern: /^[0-9A-Z]+$/,
        example: '26KE0766SS20010003',
        ignores: /[-\s]/g,
      }),
    ),
    conditional('traderReference', 'wco:TraderAssignedReferenceID', text(20)),
  ]),
  parent('wco:Warehouse', [
    conditional('warehousedOn', 'wco:ArrivalDateTime', date),
    conditional('warehouse', 'wco:ID', shaped(/^\d{3}[0-9A-Z]{5}$/, '03012202')),
    parent('wco:Address', [conditional('warehousePlace', 'wco:Line', text(18))]),
  ]),
]);

const submitter = parent('wco:Submitter', [
  mandatory('submitterName', 'wco:Name', text(50)),
  parent('wco:Communication', [reachedBy('TE'), mandatory('submitterPhone', 'wco:ID', phone)]),
  parent('wco:Communication', [
    reachedBy('EX'),
    conditional('submitterExtension', 'wco:ID', text(10, { pattern: /^\d+$/, example: '1234' })),
  ]),
  parent('wco:Communication', [reachedBy('EM'), mandatory('submitterEmail', 'wco:ID', email)]),
]);

const payer = parent('wco:Payer', [
  mandatory('payerId', 'wco:ID', text(13, { ignores: /[-\s]/g }), { schemeAgencyID: 'ZZZ' }),
  conditional('payerCustomsCode', 'wco:ID', text(15), { schemeAgencyID: '380' }),
  conditional('payerBranch', 'wco:ID', shaped(/^\d{4}$/, '0001'), { schemeAgencyID: 'KTS' }),
  mandatory('payerName', 'wco:Name', text(28)),
  mandatory('payerIdKind', 'wco:RoleCode', code(payerIdKinds)),
  parent('wco:Address', [
    conditional('payerRoadCode', 'wco:CountrySubDivisionID', shaped(/^\d{12}$/, '116804166042')),
    mandatory('payerAddress', 'wco:Line', text(40)),
    mandatory('payerPostcode', 'wco:PostcodeID', shaped(/^\d{5}$/, '06164')),
    conditional(
      'payerBuildingNo',
      'kcs:BuildingNumber',
      shaped(/^\d{25}$/, '1168010500101590001000001'),
    ),
    conditional('payerAddressMore', 'kcs:Description', text(40)),
  ]),
  parent('wco:Contact', [mandatory('payerPerson', 'wco:Name', text(15))]),
  parent('wco:Communication', [reachedBy('TE'), mandatory('payerPhone', 'wco:ID', phone)]),
  parent('wco:Communication', [reachedBy('EM'), mandatory('payerEmail', 'wco:ID', email)]),
]);

/**
 * Import declaration (수입신고, GOVCBR929) in KCS's element order. It is the one place that says
 * what can be entered: type, checks, XML and spreadsheet columns are read off it.
 */
export const importTable = {
  root: 'wco:Declaration',
  namespace: 'urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0',
  children: [
    mandatory(
      'customsOffice',
      'wco:DeclarationOfficeID',
      shaped(/^\d{3}[0-9A-Z]{2}$/, '04010', /[-\s]/g),
    ),
    known('wco:ID', 'declarationNo'),
    measured(
      mandatory('invoiceAmount', 'wco:InvoiceAmount', decimal(18, 4)),
      'currencyID',
      mandatory('currency', 'currencyID', code(currencyCodes)),
    ),
    known('wco:IssueDateTime', 'declaredOn'),
    mandatory('grossWeight', 'wco:TotalGrossMassMeasure', decimal(16, 4), { kcsUnitCode: 'KG' }),
    measured(
      mandatory('packages', 'wco:TotalPackageQuantity', decimal(10, 0)),
      'kcsUnitCode',
      mandatory('packageKind', 'kcsUnitCode', shaped(/^[A-Z]{2}$/, 'CT')),
    ),
    constant('wco:TypeCode', 'GOVCBR929'),
    mandatory('transactionNature', 'wco:TransactionNatureCode', code(importTransactionNatures)),
    constant('kcs:ResponseTypeCode', 'AB'),
    mandatory('payment', 'kcs:PaymentTypeCode', shaped(/^\d{2}$/, '11')),
    parent('wco:AdditionalCode', [
      mandatory('certificateOfOrigin', 'kcs:CertificateOfOriginIndicatorCode', code(yesOrNo)),
      mandatory('valueDeclaration', 'kcs:ValueDeclarationFormIndicatorCode', code(yesOrNo)),
      conditional('billOfLadingSplit', 'kcs:BillOfLadingSplitCode', shaped(/^[0-9A-Z]$/, 'A')),
    ]),
    parent('wco:AdditionalDocument', [
      constant('wco:TypeCode', '935'),
      conditional('electronicInvoiceNo', 'wco:ID', submissionNo),
    ]),
    parent('wco:AdditionalDocument', [
      constant('wco:TypeCode', '271'),
      conditional('electronicPackingListNo', 'wco:ID', submissionNo),
    ]),
    parent('wco:AdditionalInformation', [
      conditional('remark', 'wco:Content', text(200)),
      conditional('relationRemark', 'wco:StatementCode', code(relationRemarks), { name: '257' }),
      conditional('classificationRemark', 'wco:StatementCode', code(classificationRemarks), {
        name: '258',
      }),
      conditional('inspectionRemark', 'wco:StatementCode', code(inspectionRemarks), {
        name: '259',
      }),
      conditional('remarkMore', 'wco:StatementDescription', text(300)),
    ]),
    parent('wco:BorderTransportMeans', [
      mandatory('arrivedOn', 'wco:ArrivalDateTime', date),
      conditional('vessel', 'wco:Name', text(35)),
      conditional('vesselCountry', 'wco:RegistrationNationalityID', country),
      mandatory('transportMeans', 'wco:TypeCode', code(transportMeans)),
    ]),
    parent('wco:CurrencyExchange', [mandatory('exchangeRate', 'wco:RateNumeric', decimal(9, 4))]),
    parent('wco:CustomsProcedure', [
      mandatory('processType', 'kcs:ProcessTypeCode', code(processTypes)),
      mandatory('importKind', 'kcs:TypeCode', code(importKinds)),
    ]),
    parent('wco:Consignment', [
      parent('wco:AdditionalInformation', [
        conditional('ecommerceKind', 'wco:StatementTypeCode', code(ecommerceKinds)),
      ]),
    ]),
    parent('wco:DutyTaxFee', [
      conditional('totalCustomsValue', 'wco:AdValoremTaxBaseAmount', won, { currencyID: 'KRW' }),
      conditional('totalCustomsValueUsd', 'wco:AdValoremTaxBaseAmount', decimal(14, 0), {
        currencyID: 'USD',
      }),
      constant('wco:TypeCode', 'CUD'),
      parent('wco:Payment', [conditional('totalDuty', 'wco:TaxAssessedAmount', won)]),
    ]),
    total('totalVat', 'VAT'),
    total('lateSurcharge', '5AC'),
    parent('wco:DutyTaxFee', [
      constant('wco:TypeCode', '5CZ'),
      conditional('totalVatBase', 'kcs:TotalVATBaseAmount', won),
      conditional('totalVatExemptBase', 'kcs:TotalVATExemptionBaseAmount', won),
      parent('wco:Payment', [conditional('totalTax', 'wco:TaxAssessedAmount', won)]),
    ]),
    goodsShipment,
    parent('wco:GovernmentProcedure', [
      mandatory('clearancePlan', 'wco:CurrentCode', code(clearancePlans)),
    ]),
    parent('wco:Importer', [
      conditional('importerCustomsCode', 'wco:ID', text(15)),
      mandatory('importerName', 'wco:Name', text(28)),
      mandatory('importerRole', 'wco:RoleCode', code(importerRoles)),
    ]),
    submitter,
    payer,
    parent('wco:TransportContractDocument', [
      conditional('electronicBillOfLadingNo', 'wco:ID', submissionNo),
      mandatory('splitDeclaration', 'wco:SplitDeclarationIndicator', flag),
    ]),
    list('containers', 'wco:TransportEquipment', {
      max: 999,
      position: position('wco:SequenceNumeric', 3),
      item: 'wco:ID',
      format: shaped(/^[A-Z]{4}\d{7}$/, 'TCNU4394926'),
    }),
  ],
} as const satisfies Table;

/** An import declaration as it is entered and kept. */
export type ImportDeclaration = ShapeOf<(typeof importTable)['children']>;
export type ImportLine = ImportDeclaration['lines'][number];
