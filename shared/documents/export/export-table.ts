import { currencyCodes, yesOrNo } from '../../codes/index.ts';
import { code, date, decimal, listed, shaped, text } from '../table/formats.ts';
import {
  conditional,
  constant,
  count,
  defaulted,
  inSection,
  known,
  list,
  mandatory,
  measured,
  parent,
  position,
  type ShapeOf,
  type Table,
} from '../table/nodes.ts';
import {
  bondedArea,
  carrierCode,
  containerNo,
  customsOffice,
  packageKind,
} from '../table/shapes.ts';
import { exportShipment } from './goods-shipment.ts';
import { exportAgent, exporter, exportSubmitter, manufacturer } from './parties.ts';

const letter = shaped(/^[0-9A-Z]$/, 'A');

const carrier = inSection(
  'transport',
  parent('wco:Carrier', [
    conditional('carrier', 'wco:ID', carrierCode),
    conditional('carrierName', 'wco:Name', text(50)),
    parent('wco:Contact', [conditional('transporter', 'wco:Name', text(30))]),
  ]),
);

const borderTransport = inSection(
  'transport',
  parent('wco:BorderTransportMeans', [
    conditional('vessel', 'wco:Name', text(23)),
    conditional('departsOn', 'kcs:EstimatedDepartureDateTime', date),
    list('containers', 'wco:ID', {
      max: 99,
      format: containerNo,
      within: {
        element: 'wco:TransportEquipment',
        position: position('wco:SequenceNumeric', 3),
        numbered: 'before',
      },
    }),
  ]),
);

const consignment = parent('wco:Consignment', [
  parent('wco:ConsignmentItem', [
    inSection(
      'price',
      parent('wco:Commodity', [
        measured(
          mandatory('invoiceAmount', 'wco:ValueAmount', decimal(18, 4)),
          'currencyID',
          mandatory('currency', 'currencyID', code(currencyCodes, 'currencies')),
        ),
      ]),
    ),
    inSection(
      'place',
      parent('wco:PreviousDocument', [conditional('bondedEntryNo', 'wco:ID', text(15))]),
    ),
  ]),
  inSection(
    'place',
    parent('wco:GoodsLocation', [conditional('goodsWarehouse', 'wco:ID', bondedArea)]),
  ),
]);

/** Export declaration (수출신고, GOVCBR830) in KCS's element order. */
export const exportTable = {
  root: 'wco:Declaration',
  namespace: 'urn:kr:gov:kcs:data:standard:KCS_DeclarationOfEXP_830SchemaModule:1:0',
  prefixes: ['wco', 'kcs'],
  children: [
    inSection('procedure', mandatory('customsOffice', 'wco:DeclarationOfficeID', customsOffice)),
    // KCS's list of functions is not public; 9 is an original document in UN/EDIFACT 1225.
    inSection(
      'procedure',
      defaulted(
        'functionCode',
        'wco:FunctionCode',
        text(2, { pattern: /^\d+$/, example: '9' }),
        '9',
      ),
    ),
    count('wco:GoodsItemQuantity', 'lines'),
    known('wco:ID', 'declarationNo'),
    inSection('price', mandatory('totalDeclaredPrice', 'wco:InvoiceAmount', decimal(15, 0))),
    known('wco:IssueDateTime', 'declaredOn'),
    inSection(
      'transport',
      mandatory('grossWeight', 'wco:TotalGrossMassMeasure', decimal(11, 2), { kcsUnitCode: 'KG' }),
    ),
    inSection('transport', conditional('packages', 'wco:TotalPackageQuantity', decimal(6, 0))),
    constant('wco:TypeCode', 'GOVCBR830'),
    inSection(
      'procedure',
      mandatory(
        'transactionNature',
        'wco:TransactionNatureCode',
        listed('export-transaction-natures', text(3, { min: 2, pattern: /^\d+$/, example: '11' })),
      ),
    ),
    inSection(
      'procedure',
      defaulted('responseType', 'kcs:ResponseTypeCode', code(['AB', 'NA']), 'AB'),
    ),
    inSection(
      'procedure',
      parent('wco:AdditionalCode', [
        conditional('returnReason', 'kcs:ReturnReasonCode', text(2)),
        conditional('returnScope', 'kcs:ReturnScopeCode', listed('return-scopes', text(2))),
      ]),
    ),
    inSection(
      'remarks',
      parent('wco:AdditionalInformation', [
        mandatory('temporaryOpening', 'wco:StatementCode', code(['A', 'B'])),
        conditional('declarantRemark', 'wco:StatementDescription', text(500)),
        inSection(
          'transport',
          conditional(
            'bondedTransportPeriod',
            'kcs:PeriodDateTime',
            shaped(/^\d{8}-\d{8}$/, '20260301-20260315'),
          ),
        ),
      ]),
    ),
    exportAgent,
    borderTransport,
    carrier,
    inSection(
      'price',
      parent('wco:CurrencyExchange', [mandatory('exchangeRate', 'wco:RateNumeric', decimal(8, 4))]),
    ),
    inSection(
      'procedure',
      parent('wco:CustomsProcedure', [
        mandatory('processType', 'kcs:ProcessTypeCode', listed('export-process-types', letter)),
        mandatory('exportKind', 'kcs:TypeCode', listed('export-kinds', letter)),
      ]),
    ),
    consignment,
    inSection(
      'place',
      parent('wco:Control', [conditional('inspectionOn', 'wco:InspectionStartDateTime', date)]),
    ),
    exporter,
    inSection(
      'place',
      parent('wco:FinalTransportMeansLoadingPlace', [
        mandatory('loadingWarehouse', 'wco:ID', bondedArea),
      ]),
    ),
    exportShipment,
    manufacturer,
    inSection(
      'transport',
      parent('wco:LoadingLocation', [
        mandatory(
          'loadingPort',
          'wco:ID',
          listed('ports', text(5, { min: 2, pattern: /^[0-9A-Z]+$/, example: 'KRPUS' })),
        ),
        conditional('loadingPortKind', 'kcs:TypeCode', code(['3', '6'])),
      ]),
    ),
    inSection(
      'transport',
      parent('wco:Packaging', [conditional('packageKind', 'wco:TypeCode', packageKind)]),
    ),
    inSection(
      'transport',
      parent('wco:PreviousDocument', [
        conditional('cargoControlNo', 'wco:ID', text(19, { ignores: /[-\s]/g })),
      ]),
    ),
    inSection(
      'procedure',
      parent('wco:SouthNorthTrade', [
        conditional('southNorthArea', 'kcs:IdentificationID', text(6)),
        conditional('southNorthTrade', 'kcs:TradeIndicatorCode', code(yesOrNo)),
      ]),
    ),
    exportSubmitter,
    inSection('attachments', parent('wco:UCR', [conditional('ucr', 'wco:ID', text(35))])),
  ],
} as const satisfies Table;

/** An export declaration as it is entered and kept. */
export type ExportDeclaration = ShapeOf<(typeof exportTable)['children']>;
export type ExportLine = ExportDeclaration['lines'][number];
