import {
  clearancePlans,
  classificationRemarks,
  currencyCodes,
  importKinds,
  importTransactionNatures,
  inspectionRemarks,
  processTypes,
  relationRemarks,
  yesOrNo,
} from '../../codes/index.ts';
import { code, decimal, flag, listed, shaped, text } from '../table/formats.ts';
import {
  conditional,
  constant,
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
import { containerNo, customsOffice, packageKind } from '../table/shapes.ts';
import { ecommerceAgent, ecommerceConsignment } from './ecommerce.ts';
import { goodsShipment } from './goods-shipment.ts';
import { importer, payer, submitter } from './parties.ts';
import { total, totalDuty, totalTax } from './totals.ts';
import { borderTransport } from './transport.ts';

const submissionNo = text(27, { pattern: /^[0-9A-Z-]+$/, example: 'A1971015-07-1234-5678' });

/**
 * Import declaration (수입신고, GOVCBR929) in KCS's element order. It is the one place that says
 * what can be entered: type, checks, XML, form and spreadsheet columns are read off it.
 */
export const importTable = {
  root: 'wco:Declaration',
  namespace: 'urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0',
  prefixes: ['wco', 'kcs'],
  children: [
    inSection('procedure', mandatory('customsOffice', 'wco:DeclarationOfficeID', customsOffice)),
    known('wco:ID', 'declarationNo'),
    inSection(
      'price',
      measured(
        mandatory('invoiceAmount', 'wco:InvoiceAmount', decimal(18, 4)),
        'currencyID',
        mandatory('currency', 'currencyID', code(currencyCodes, 'currencies')),
      ),
    ),
    known('wco:IssueDateTime', 'declaredOn'),
    inSection(
      'transport',
      mandatory('grossWeight', 'wco:TotalGrossMassMeasure', decimal(16, 4), { kcsUnitCode: 'KG' }),
    ),
    inSection(
      'transport',
      measured(
        mandatory('packages', 'wco:TotalPackageQuantity', decimal(10, 0)),
        'kcsUnitCode',
        mandatory('packageKind', 'kcsUnitCode', packageKind),
      ),
    ),
    constant('wco:TypeCode', 'GOVCBR929'),
    inSection(
      'procedure',
      mandatory(
        'transactionNature',
        'wco:TransactionNatureCode',
        code(importTransactionNatures, 'import-transaction-natures'),
      ),
    ),
    inSection(
      'procedure',
      defaulted('responseType', 'kcs:ResponseTypeCode', code(['AB', 'NA']), 'AB'),
    ),
    inSection(
      'price',
      conditional('aggregationPriceNo', 'kcs:AggregationPriceDeclarationID', text(18)),
    ),
    inSection(
      'procedure',
      mandatory('payment', 'kcs:PaymentTypeCode', listed('payments', shaped(/^\d{2}$/, '11'))),
    ),
    inSection('transport', conditional('billOfLadingSplitReason', 'kcs:Reason', text(200))),
    inSection(
      'procedure',
      parent('wco:AdditionalCode', [
        mandatory('certificateOfOrigin', 'kcs:CertificateOfOriginIndicatorCode', code(yesOrNo)),
        mandatory('valueDeclaration', 'kcs:ValueDeclarationFormIndicatorCode', code(yesOrNo)),
        inSection(
          'transport',
          conditional('billOfLadingSplit', 'kcs:BillOfLadingSplitCode', shaped(/^[0-9A-Z]$/, 'A')),
        ),
        conditional('goldAccount', 'kcs:GoldTradeAcountIndicatorCode', code(yesOrNo)),
        conditional('valueDeclarationException', 'kcs:ValueDeclarationExceptionCode', text(2)),
      ]),
    ),
    inSection(
      'attachments',
      parent('wco:AdditionalDocument', [
        constant('wco:TypeCode', '935'),
        conditional('electronicInvoiceNo', 'wco:ID', submissionNo),
      ]),
    ),
    inSection(
      'attachments',
      parent('wco:AdditionalDocument', [
        constant('wco:TypeCode', '271'),
        conditional('electronicPackingListNo', 'wco:ID', submissionNo),
      ]),
    ),
    inSection(
      'remarks',
      parent('wco:AdditionalInformation', [
        conditional('remark', 'wco:Content', text(200)),
        conditional(
          'relationRemark',
          'wco:StatementCode',
          code(relationRemarks, 'relation-remarks'),
          { name: '257' },
        ),
        conditional(
          'classificationRemark',
          'wco:StatementCode',
          code(classificationRemarks, 'classification-remarks'),
          { name: '258' },
        ),
        conditional(
          'inspectionRemark',
          'wco:StatementCode',
          code(inspectionRemarks, 'inspection-remarks'),
          { name: '259' },
        ),
        conditional('mobileService', 'wco:StatementTypeCode', code(yesOrNo)),
        conditional('remarkMore', 'wco:StatementDescription', text(300)),
        // KCS's own spelling.
        conditional('usageKind', 'kcs:UsageDclarationCode', code(['A', 'B'])),
        conditional(
          'usedAt',
          'kcs:UsageDateTime',
          shaped(/^\d{14}$/, '20260301091500', /[-\s:.]/g),
        ),
      ]),
    ),
    ecommerceAgent,
    borderTransport,
    inSection(
      'price',
      parent('wco:CurrencyExchange', [mandatory('exchangeRate', 'wco:RateNumeric', decimal(9, 4))]),
    ),
    inSection(
      'procedure',
      parent('wco:CustomsProcedure', [
        mandatory('processType', 'kcs:ProcessTypeCode', code(processTypes, 'import-process-types')),
        mandatory('importKind', 'kcs:TypeCode', code(importKinds, 'import-kinds')),
      ]),
    ),
    ecommerceConsignment,
    totalDuty,
    total('totalConsumptionTax', 'IND'),
    total('totalTransportTax', '5AA'),
    total('totalLiquorTax', 'ACT'),
    total('totalEducationTax', '5AB'),
    total('totalRuralTax', 'CAP'),
    total('totalVat', 'VAT'),
    total('lateSurcharge', '5AC'),
    total('undeclaredSurcharge', '5AY'),
    totalTax,
    goodsShipment,
    inSection(
      'procedure',
      parent('wco:GovernmentProcedure', [
        mandatory('clearancePlan', 'wco:CurrentCode', code(clearancePlans, 'clearance-plans')),
      ]),
    ),
    importer,
    inSection(
      'procedure',
      parent('wco:SouthNorthTrade', [
        // The sample says Y or N, the item guide letters of a list.
        conditional('southNorthTrade', 'kcs:TradeIndicatorCode', shaped(/^[A-Z]$/, 'Y')),
      ]),
    ),
    submitter,
    payer,
    parent('wco:TransportContractDocument', [
      inSection('attachments', conditional('electronicBillOfLadingNo', 'wco:ID', submissionNo)),
      inSection('transport', mandatory('splitDeclaration', 'wco:SplitDeclarationIndicator', flag)),
    ]),
    inSection(
      'transport',
      list('containers', 'wco:ID', {
        max: 999,
        format: containerNo,
        within: {
          element: 'wco:TransportEquipment',
          position: position('wco:SequenceNumeric', 3),
          numbered: 'before',
        },
      }),
    ),
  ],
} as const satisfies Table;

/** An import declaration as it is entered and kept. */
export type ImportDeclaration = ShapeOf<(typeof importTable)['children']>;
export type ImportLine = ImportDeclaration['lines'][number];
