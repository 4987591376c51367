import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { catalogues } from '../../../shared/i18n/catalogue.ts';

export type Caption = keyof (typeof catalogues.ko.print)['boxes'];

/** A box of the paper form: its caption and the fields that are written into it. */
export interface Box {
  readonly caption: Caption;
  /** Number of the box on customs' form (별지 서식), where it is certain. */
  readonly no?: number;
  /** Fields of the declaration; `#` names what is not one: number, date of declaration, receipt. */
  readonly keys: readonly string[];
  /** Columns of twelve. */
  readonly span: number;
  /** Left empty for whoever receives it, this high. */
  readonly blank?: 'low' | 'high';
}

/** A column of the specifications in a line. */
export interface Column {
  readonly caption: Caption;
  readonly keys: readonly string[];
  readonly number?: boolean;
}

/** A tax of a line: what it is called, its rate and kind, reduction, and what it comes to. */
export interface TaxRow {
  readonly caption: Caption;
  readonly rate: readonly string[];
  readonly reduction: readonly string[];
  readonly amount: string;
}

/** What stands where on the printed declaration (신고서) of a kind. */
export interface Face {
  readonly top: readonly Box[];
  readonly line: readonly Box[];
  readonly lineAfter: readonly Box[];
  readonly taxes: readonly TaxRow[];
  readonly specifications: readonly Column[];
  readonly totals: readonly Box[];
}

const box = (
  caption: Caption,
  keys: string | readonly string[],
  span: number,
  more: Pick<Box, 'no' | 'blank'> = {},
): Box => ({ caption, keys: typeof keys === 'string' ? [keys] : keys, span, ...more });

const specifications: readonly Column[] = [
  { caption: 'model', keys: ['specification', 'partCode'] },
  { caption: 'ingredient', keys: ['ingredient'] },
  { caption: 'quantity', keys: ['specificationQuantity', 'specificationUnit'], number: true },
  { caption: 'unitPrice', keys: ['unitPrice'], number: true },
  { caption: 'amount', keys: ['specificationAmount'], number: true },
];

const office: readonly Box[] = [
  box('officer', [], 3, { blank: 'low' }),
  box('receivedAt', [], 3, { blank: 'low' }),
  box('receiptNo', '#receiptNo', 3),
  box('releasedOn', [], 3, { blank: 'low' }),
];

const importFace: Face = {
  top: [
    box('declarationNo', '#declarationNo', 4, { no: 1 }),
    box('declaredOn', '#declaredOn', 2, { no: 2 }),
    box('customsOffice', 'customsOffice', 2, { no: 3 }),
    box('arrivedOn', 'arrivedOn', 2, { no: 6 }),
    box('electronicInvoiceNo', 'electronicInvoiceNo', 2, { no: 7 }),
    box('billOfLading', ['billOfLading', 'billOfLadingSplit'], 4, { no: 4 }),
    box('cargoControlNo', 'cargoControlNo', 4, { no: 5 }),
    box('warehousedOn', 'warehousedOn', 2, { no: 8 }),
    box('payment', 'payment', 2, { no: 9 }),
    box('submitter', ['submitterName', 'submitterPhone', 'submitterEmail'], 6, { no: 10 }),
    box('clearancePlan', 'clearancePlan', 2, { no: 15 }),
    box('certificateOfOrigin', 'certificateOfOrigin', 2, { no: 19 }),
    box('grossWeight', 'grossWeight', 2, { no: 21 }),
    box('importer', ['importerName', 'importerCustomsCode', 'importerRole'], 6, { no: 11 }),
    box('processType', 'processType', 2, { no: 16 }),
    box('valueDeclaration', 'valueDeclaration', 2, { no: 20 }),
    box('packages', ['packages', 'packageKind'], 2, { no: 22 }),
    box(
      'payer',
      [
        'payerName',
        'payerPerson',
        'payerIdKind',
        'payerId',
        'payerCustomsCode',
        'payerBranch',
        'payerPostcode',
        'payerAddress',
        'payerAddressMore',
        'payerPhone',
        'payerEmail',
      ],
      6,
      { no: 12 },
    ),
    box('transactionNature', 'transactionNature', 2, { no: 17 }),
    box('arrivalPort', 'arrivalPort', 2, { no: 23 }),
    box('transportKind', ['transportMeans', 'containerKind'], 2, { no: 24 }),
    box('forwarder', ['forwarderName', 'forwarderCode'], 3, { no: 13 }),
    box(
      'foreignParty',
      ['supplierName', 'supplierCode', 'supplierCountry', 'sellerName', 'sellerCode'],
      3,
      { no: 14 },
    ),
    box('importKind', 'importKind', 2, { no: 18 }),
    box('exportCountry', 'exportCountry', 2, { no: 25 }),
    box('vessel', ['vessel', 'vesselCountry'], 2, { no: 26 }),
    box('masterBillOfLading', 'masterBillOfLading', 4, { no: 27 }),
    box('carrier', ['carrier', 'expressCompany'], 4, { no: 28 }),
    box('warehouse', ['warehouse', 'warehousePlace'], 4, { no: 29 }),
  ],
  line: [
    box('goodsName', 'goodsName', 4),
    box('tradeName', 'tradeName', 4),
    box('brandName', ['brandName', 'brandCode'], 4),
  ],
  specifications,
  lineAfter: [
    box('hsCode', 'hsCode', 2),
    box('netWeight', 'netWeight', 2),
    box('quantity', ['quantity', 'quantityUnit'], 2),
    box('customsValue', 'customsValue', 3),
    box('customsValueUsd', 'customsValueUsd', 3),
    box('origin', ['originCountry', 'originRule', 'originMark', 'originMarkMethod'], 9),
    box('vatBase', 'vatBase', 3),
  ],
  taxes: [
    {
      caption: 'duty',
      rate: ['dutyRate', 'dutyRateKind'],
      reduction: ['dutyDeductionRate', 'dutyDeductionCode', 'dutyDeduction'],
      amount: 'duty',
    },
    {
      caption: 'internalTax',
      rate: ['internalTaxRate', 'internalTaxKind', 'internalTaxCode'],
      reduction: ['consumptionTaxExemption', 'liquorTaxExemption', 'transportTaxExemption'],
      amount: 'internalTax',
    },
    { caption: 'educationTax', rate: ['educationTaxKind'], reduction: [], amount: 'educationTax' },
    { caption: 'ruralTax', rate: ['ruralTaxKind'], reduction: [], amount: 'ruralTax' },
    { caption: 'vat', rate: ['vatKind'], reduction: ['vatDeductionCode'], amount: 'vat' },
  ],
  totals: [
    box('settled', ['incoterm', 'currency', 'invoiceAmount', 'settlement'], 6),
    box('exchangeRate', 'exchangeRate', 2),
    box('totalCustomsValue', 'totalCustomsValue', 2),
    box('totalCustomsValueUsd', 'totalCustomsValueUsd', 2),
    box('freight', 'freight', 2),
    box('insurance', 'insurance', 2),
    box('additions', 'additions', 2),
    box('deductions', 'deductions', 2),
    box('vatBase', 'totalVatBase', 2),
    box('vatExemptBase', 'totalVatExemptBase', 2),
    box('duty', 'totalDuty', 2),
    box('consumptionTax', 'totalConsumptionTax', 2),
    box('transportTax', 'totalTransportTax', 2),
    box('liquorTax', 'totalLiquorTax', 2),
    box('educationTax', 'totalEducationTax', 2),
    box('ruralTax', 'totalRuralTax', 2),
    box('vat', 'totalVat', 2),
    box('lateSurcharge', 'lateSurcharge', 2),
    box('undeclaredSurcharge', 'undeclaredSurcharge', 2),
    box('totalTax', 'totalTax', 6),
    box(
      'declarantRemark',
      ['remark', 'relationRemark', 'classificationRemark', 'inspectionRemark', 'remarkMore'],
      6,
    ),
    box('customsRemark', [], 6, { blank: 'high' }),
    ...office,
  ],
};

const exportFace: Face = {
  top: [
    box('submitter', ['submitterName', 'submitterPerson', 'submitterCode'], 6),
    box('declarationNo', '#declarationNo', 4),
    box('customsOffice', 'customsOffice', 2),
    box('agent', ['agentName', 'agentCustomsCode', 'agentBranch', 'exporterRole'], 6),
    box('declaredOn', '#declaredOn', 2),
    box('processType', 'processType', 2),
    box('transactionNature', 'transactionNature', 2),
    box(
      'exporter',
      [
        'exporterName',
        'exporterPerson',
        'exporterCustomsCode',
        'exporterIdKind',
        'exporterId',
        'exporterBranch',
        'exporterPostcode',
        'exporterAddress',
        'exporterAddressMore',
      ],
      6,
    ),
    box('exportKind', 'exportKind', 2),
    box('settlement', 'settlement', 2),
    box('destinationCountry', 'destinationCountry', 2),
    box(
      'manufacturer',
      [
        'manufacturerName',
        'manufacturerCustomsCode',
        'manufacturerBranch',
        'manufacturerPostcode',
        'industrialComplex',
      ],
      6,
    ),
    box('loadingPort', ['loadingPort', 'loadingPortKind'], 2),
    box('carrier', ['carrierName', 'carrier'], 2),
    box('vessel', 'vessel', 2),
    box('buyer', ['buyerName', 'buyerCode'], 6),
    box('departsOn', 'departsOn', 2),
    box('loadingWarehouse', 'loadingWarehouse', 2),
    box('transportKind', ['transportMeans', 'containerized'], 2),
    box('goodsPlace', ['goodsPostcode', 'goodsPlace', 'warehouseName'], 6),
    box('inspectionOn', 'inspectionOn', 2),
    box('letterOfCredit', 'letterOfCredit', 2),
    box('goodsState', 'goodsState', 2),
    box('temporaryOpening', 'temporaryOpening', 3),
    box('returnReason', ['returnReason', 'returnScope'], 3),
    box('drawback', ['drawbackApplicant', 'drawbackApplication'], 6),
  ],
  line: importFace.line,
  specifications,
  lineAfter: [
    box('hsCode', 'hsCode', 2),
    box('netWeight', 'netWeight', 2),
    box('quantity', ['quantity', 'quantityUnit'], 3),
    box('declaredPrice', 'declaredPrice', 3),
    box('packages', ['linePackages', 'linePackageKind'], 2),
    box('origin', ['originCountry', 'originRule', 'originMark'], 4),
    box('invoiceNo', 'invoiceNo', 2),
    box('importDeclarationNo', ['importDeclarationNo', 'importLine'], 3),
    box('approval', ['approvalNo', 'approvalKind', 'approvedFrom', 'approvedUntil'], 3),
  ],
  taxes: [],
  totals: [
    box('grossWeight', 'grossWeight', 3),
    box('packages', ['packages', 'packageKind'], 3),
    box('totalDeclaredPrice', 'totalDeclaredPrice', 3),
    box('exchangeRate', 'exchangeRate', 3),
    box('settled', ['incoterm', 'currency', 'invoiceAmount'], 6),
    box('freight', 'freight', 3),
    box('insurance', 'insurance', 3),
    box('cargoControlNo', 'cargoControlNo', 6),
    box('containers', 'containers', 6),
    box('declarantRemark', 'declarantRemark', 6),
    box('customsRemark', [], 6, { blank: 'high' }),
    box('transporter', ['transporter', 'bondedTransportPeriod'], 6),
    box('loadBy', [], 6, { blank: 'low' }),
    ...office,
  ],
};

const listFace: Face = {
  top: [
    box('declarationNo', '#declarationNo', 4),
    box('declaredOn', '#declaredOn', 2),
    box('customsOffice', 'customsOffice', 3),
    box('arrivedOn', 'arrivedOn', 3),
    box('expressCompany', 'expressCompany', 3),
    box('submitter', ['submitterName', 'submitterPhone', 'submitterEmail'], 6),
    box('masterBillOfLading', 'masterBillOfLading', 3),
    box('transportKind', 'transportMeans', 3),
    box('vessel', ['vessel', 'carrier'], 3),
    box('exportCountry', 'exportCountry', 3),
    box('warehouse', ['warehouse', 'warehousedOn'], 3),
  ],
  line: [
    box('billOfLading', ['billOfLading', 'orderNumber'], 4),
    box('consignee', ['consigneeName', 'consigneeId', 'consigneePhone'], 4),
    box('address', ['consigneePostcode', 'consigneeAddress', 'consigneeAddressMore'], 4),
    box('goodsName', ['goodsName', 'hsCode'], 4),
    box('quantity', ['quantity', 'quantityUnit'], 2),
    box('goodsAmount', ['goodsCurrency', 'goodsAmount'], 2),
    box('netWeight', 'goodsWeight', 2),
    box('seller', ['sellerName', 'sellerCountry'], 2),
  ],
  specifications: [],
  lineAfter: [],
  taxes: [],
  totals: [
    box('declarantRemark', 'declarantRemark', 6),
    box('customsRemark', [], 6, { blank: 'high' }),
    ...office,
  ],
};

export const faces: Readonly<Record<DeclarationKind, Face>> = {
  import: importFace,
  export: exportFace,
  'list-clearance': listFace,
};

const keysOf = (boxes: readonly { readonly keys: readonly string[] }[]): string[] =>
  boxes.flatMap(({ keys }) => keys);

/** Fields of the declaration that have a box of their own. */
export const boxedKeys = ({ top, totals }: Face): ReadonlySet<string> =>
  new Set(keysOf([...top, ...totals]));

/** Fields of a line that have a box of their own. */
export const boxedLineKeys = ({ line, lineAfter, taxes }: Face): ReadonlySet<string> =>
  new Set([
    ...keysOf([...line, ...lineAfter]),
    ...taxes.flatMap(({ rate, reduction, amount }) => [...rate, ...reduction, amount]),
  ]);
