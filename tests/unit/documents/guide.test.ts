import { describe, expect, it } from 'vitest';
import { documentKinds } from '../../../shared/documents/index.ts';
import type { Format } from '../../../shared/documents/table/formats.ts';
import type { Node } from '../../../shared/documents/table/nodes.ts';
import { type Entry, isMandatory, scopeOf } from '../../../shared/documents/table/scope.ts';

/**
 * Items of KCS's item guides (작성요령): key, size, and M mandatory or C conditional. The port of
 * arrival and the specification of an import are C there and asked for here: the one by KCS's
 * field list, the other because a specification without its text says nothing.
 */
const guides = {
  import: `
    customsOffice 5 M, billOfLading 20 C, masterBillOfLading 20 C, cargoControlNo 19 C, payment 2 M,
    electronicInvoiceNo 27 C, submitterName 50 M, submitterPhone 40 M, submitterEmail 100 M,
    importerName 28 M, importerCustomsCode 15 C, payerPostcode 5 M, payerAddress 40 M,
    payerName 28 M, payerPhone 40 M, payerEmail 100 M, payerPerson 15 M, payerId 13 M,
    payerBranch 4 C, forwarderName 28 C, sellerName 60 C, sellerCode 13 C, supplierName 60 C,
    supplierCode 13 C, grossWeight 16 M, packages 10 M, packageKind 2 M, arrivalPort 5 M,
    vessel 35 C, carrier 4 C, expressCompany 6 C, specialClearanceCompany 10 C,
    overseasSellerCode 9 C, overseasSellerName 60 C, buyingAgentCode 9 C, buyingAgentName 60 C,
    salesBrokerCode 9 C, salesBrokerName 60 C, orderNumbers 35 C, remark 200 C, remarkMore 300 C,
    traderReference 20 C, usedAt 14 C, invoiceAmount 18 M, exchangeRate 9 M, freight 18 C,
    insurance 18 C, additions 18 C, deductions 18 C, totalCustomsValue 18 C,
    totalCustomsValueUsd 14 C, totalTax 18 C, totalVatBase 18 C, totalVatExemptBase 18 C,
    goodsName 50 M, tradeName 50 M, brandCode 4 M, brandName 30 M, standardNameCode 50 C,
    specification 100 M, partCode 20 C, repeatedTradeNo 15 C, ingredient 70 C,
    specificationQuantity 14 C, specificationUnit 3 C, unitPrice 18 C, specificationAmount 16 C,
    hsCode 10 M, customsValue 18 C, customsValueUsd 14 C, netWeight 16 C, originMarkExemption 2 C,
    specialTaxBasis 14 C, requirementKind 1 C, requirementNo 20 C, requirementName 50 C,
    requirementLaw 2 C, requirementItemCode 22 C, dutyRate 6 C, dutyRateKind 10 C,
    internalTaxRate 6 C, internalTaxKind 2 C, dutyDeductionRate 8 C, duty 18 M,
    dutyDeductionCode 12 C, vatDeductionCode 7 C, consumptionTaxExemption 7 C,
    liquorTaxExemption 7 C, dutyDeduction 18 C, internalTaxCode 6 C, vatBase 18 C,
    vatExemptBase 18 C, exclusiveUseNo 25 C, materialKind 1 C, productLine 3 C, exemptionText 60 C,
    exemptionReason 2 C, containers 11 C`,
  export: `
    customsOffice 5 M, submitterName 40 M, agentName 28 M, agentCustomsCode 15 C, agentBranch 4 C,
    exporterName 28 M, exporterAddress 35 M, exporterPerson 12 M, exporterCustomsCode 15 C,
    exporterBranch 4 C, exporterId 13 C, exporterPostcode 5 M, manufacturerName 28 M,
    manufacturerCustomsCode 15 M, manufacturerBranch 4 C, manufacturerPostcode 5 M,
    industrialComplex 3 M, buyerName 26 M, buyerCode 13 M, processType 1 M, transactionNature 3 M,
    exportKind 1 M, loadingPort 5 M, carrier 4 C, vessel 23 C, loadingWarehouse 8 M,
    goodsPostcode 5 M, goodsPlace 40 M, goodsWarehouse 8 C, bondedEntryNo 15 C, letterOfCredit 20 C,
    returnReason 2 C, returnScope 2 C, grossWeight 11 M, packages 6 C, totalDeclaredPrice 15 M,
    freight 12 C, insurance 12 C, invoiceAmount 18 M, exchangeRate 8 M, declarantRemark 500 C,
    transporter 30 C, goodsName 50 M, tradeName 50 M, brandName 30 M, specification 400 C,
    ingredient 70 C, specificationQuantity 14 C, specificationUnit 3 C, unitPrice 18 C,
    specificationAmount 16 C, hsCode 10 M, netWeight 11 M, quantity 10 C, declaredPrice 15 M,
    vehicles 20 C, invoiceNo 17 C, importDeclarationNo 15 C, importLine 3 C, originRule 1 C,
    originMark 1 C, agreement 10 C, linePackages 6 M, linePackageKind 2 M, requirementKind 1 C,
    requirementNo 20 C, requirementName 35 C, requirementItemCode 22 C, containers 11 C`,
} as const;

type Single = Exclude<Entry, { node: 'repeat' }>;

const singles = (children: readonly Node[]): Single[] =>
  scopeOf(children).entries.flatMap((entry) =>
    entry.node === 'repeat' ? singles(entry.children) : [entry],
  );

function sizeOf(format: Format): number {
  if (format.type === 'text') return format.max;
  if (format.type === 'decimal') return format.digits;
  throw new Error('no size');
}

describe.each(['import', 'export'] as const)('the item guide of %s', (kind) => {
  const entries = new Map(
    singles(documentKinds[kind].table.children).map((entry) => [entry.key, entry]),
  );
  const items = guides[kind].split(',').map((item) => item.trim().split(' '));

  it.each(items)('%s: %s characters or digits, %s', (key, size, need) => {
    const entry = entries.get(key ?? '');
    if (entry === undefined) throw new Error(`no ${key}`);
    expect(sizeOf(entry.format)).toBe(Number(size));
    expect(isMandatory(entry) ? 'M' : 'C').toBe(need);
  });
});
