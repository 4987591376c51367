import { businessCheckDigit } from '../../codes/index.ts';
import { addDays, type CivilDate } from '../../time.ts';
import type { ExportDeclaration, ExportLine } from '../export/export-table.ts';
import { inWon, minorText, priceIn, sum } from './amounts.ts';
import { type PracticeGoods, practiceGoods } from './practice-goods.ts';
import {
  practiceImporters,
  practiceRoutes,
  practiceSellers,
  type PracticeSeller,
} from './practice-parties.ts';
import type { Seeded } from './seeded.ts';
import { practiceRateOn } from './weekly-rates.ts';

/** An export declaration that leaves within three weeks. */
export function practiceExport(random: Seeded, today: CivilDate): ExportDeclaration {
  const exporter = random.pick(practiceImporters);
  const buyer = random.pick(practiceSellers);
  const route = random.pick(practiceRoutes);
  const nine = `999${random.digits(6)}`;
  const customsCode = `나루연습${random.digits(7)}`;
  const rate = BigInt(practiceRateOn(buyer.currency, today, 'export'));
  const goods = Array.from({ length: random.between(1, 4) }, () => random.pick(practiceGoods));
  const entered = goods.map((kind) => enterLine(random, kind, buyer, rate));
  const invoice = sum(entered.map((line) => line.minor));
  const packages = entered.reduce((all, { line }) => all + Number(line.linePackages), 0);
  const lines = entered.map(({ line }) => line);
  return {
    customsOffice: route.customsOffice,
    functionCode: '9',
    totalDeclaredPrice: String(sum(lines.map((line) => BigInt(line.declaredPrice)))),
    grossWeight: hundredths((sum(entered.map((line) => line.grams)) * 112n) / 100n),
    packages: String(packages),
    transactionNature: '11',
    responseType: 'AB',
    temporaryOpening: 'A',
    agentName: exporter.name,
    agentCustomsCode: customsCode,
    vessel: route.means === '10' ? `NARU SAMPLE ${random.digits(3)}W` : `NR${random.digits(3)}`,
    departsOn: addDays(today, random.between(1, 21)),
    carrier: 'NARU',
    exchangeRate: minorText(rate, 4),
    processType: 'H',
    exportKind: 'A',
    invoiceAmount: minorText(invoice),
    currency: buyer.currency,
    exporterCustomsCode: customsCode,
    exporterId: `${nine}${businessCheckDigit(nine)}`,
    exporterIdKind: '04',
    exporterName: exporter.name,
    exporterRole: 'A',
    exporterAddress: exporter.address,
    exporterPostcode: exporter.postcode,
    exporterPerson: exporter.person,
    loadingWarehouse: route.warehouse,
    buyerCode: `${buyer.country}NARUS${random.digits(6)}`,
    buyerName: buyer.name.slice(0, 26).trim(),
    destinationCountry: buyer.country,
    industrialComplex: '999',
    containerized: false,
    goodsState: 'N',
    transportMeans: route.means,
    containerKind: route.container,
    goodsPostcode: exporter.postcode,
    goodsPlace: exporter.address,
    drawbackApplicant: '1',
    drawbackApplication: 'NO',
    lines,
    incoterm: 'FOB',
    settlement: random.pick(['TT', 'TT', 'LS', 'DA', 'CD']),
    manufacturerCustomsCode: customsCode,
    manufacturerName: exporter.name,
    manufacturerPostcode: exporter.postcode,
    loadingPort: route.port,
    loadingPortKind: route.means === '40' ? '3' : '6',
    packageKind: 'CT',
    submitterName: '나루관세사무소 김나루',
  };
}

interface EnteredLine {
  line: ExportLine;
  /** Value in hundredths of the currency. */
  minor: bigint;
  grams: bigint;
}

function enterLine(
  random: Seeded,
  kind: PracticeGoods,
  { currency }: PracticeSeller,
  rate: bigint,
): EnteredLine {
  const specifications = kind.models.slice(0, random.between(1, kind.models.length));
  const entered = specifications.map((specification) => {
    const pieces = BigInt(random.between(1, kind.most));
    const price = priceIn(currency, random.between(...kind.cents));
    return { specification, pieces, price };
  });
  const pieces = sum(entered.map((one) => one.pieces));
  const minor = sum(entered.map((one) => one.pieces * one.price));
  const grams = pieces * BigInt(kind.grams);
  return {
    minor,
    grams,
    line: {
      attachment: 'N',
      tradeName: kind.tradeName,
      quantity: String(pieces),
      quantityUnit: kind.unit,
      goodsName: kind.goodsName,
      brandName: 'NO',
      declaredPrice: String(inWon(minor, rate)),
      hsCode: kind.hsCode,
      specifications: entered.map((one) => ({
        specification: one.specification,
        specificationQuantity: String(one.pieces),
        specificationUnit: kind.unit,
        unitPrice: minorText(one.price),
        specificationAmount: minorText(one.pieces * one.price),
        ingredient: kind.ingredient,
      })),
      netWeight: hundredths(grams),
      originCountry: 'KR',
      originRule: 'B',
      originMark: 'Y',
      linePackages: String(random.between(1, 60)),
      linePackageKind: 'CT',
    },
  };
}

/** Kilograms to two decimals, and never nothing. */
const hundredths = (grams: bigint): string => minorText(grams < 10n ? 1n : grams / 10n);
