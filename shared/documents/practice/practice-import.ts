import { businessCheckDigit, containerCheckDigit } from '../../codes/index.ts';
import { addDays, type CivilDate } from '../../time.ts';
import type { ImportDeclaration, ImportLine } from '../import/import-table.ts';
import { minorText, priceIn, sum, thousandths } from './amounts.ts';
import { practiceCode } from './practice-codes.ts';
import { type PracticeGoods, practiceGoods } from './practice-goods.ts';
import {
  practiceImporters,
  practicePersons,
  practiceRoutes,
  practiceSellers,
  type PracticeImporter,
  type PracticeSeller,
} from './practice-parties.ts';
import type { Seeded } from './seeded.ts';
import { practiceRateOn } from './weekly-rates.ts';

/** An import declaration whose goods came into the warehouse within the last 30 days. */
export function practiceImport(random: Seeded, today: CivilDate): ImportDeclaration {
  const personal = random.chance(0.2);
  const importer = random.pick(personal ? practicePersons : practiceImporters);
  const seller = random.pick(practiceSellers);
  const route = random.pick(practiceRoutes);
  const warehousedOn = addDays(today, -random.between(0, 30));
  const arrivedOn = addDays(warehousedOn, -random.between(0, 2));
  const year = arrivedOn.slice(2, 4);
  const house = `NR${year}${random.digits(8)}`;
  const goods = Array.from({ length: personal ? 1 : random.between(1, 5) }, () =>
    random.pick(practiceGoods),
  );
  const entered = goods.map((kind) => enterLine(random, kind, seller, personal));
  const invoice = sum(entered.map((line) => line.minor));
  const freight = BigInt(random.between(40, 2400)) * 1000n;
  const insurance = BigInt(random.between(5, 90)) * 1000n;
  const rate = BigInt(practiceRateOn(seller.currency, today));
  const values = shareOut(
    invoice * rate + (freight + insurance) * millionths,
    entered.map(({ minor }) => minor),
  );
  const lines = entered.map(({ line, kind }, at) => ({
    ...line,
    ...taxes(values[at] ?? 0n, kind, today),
  }));
  const total = (key: 'customsValue' | 'customsValueUsd' | 'duty' | 'vatBase' | 'vat') =>
    sum(lines.map((line) => BigInt(line[key])));
  const grams = sum(entered.map((line) => line.grams));
  return {
    customsOffice: route.customsOffice,
    invoiceAmount: minorText(invoice),
    currency: seller.currency,
    grossWeight: thousandths((grams * 112n) / 100n),
    packages: String(random.between(1, personal ? 2 : 90)),
    packageKind: random.pick(['CT', 'CT', 'GT', 'CR']),
    transactionNature: personal ? '15' : '11',
    responseType: 'AB',
    payment: '11',
    certificateOfOrigin: 'N',
    valueDeclaration: personal ? 'N' : 'Y',
    relationRemark: random.pick(['A', 'B', 'C']),
    classificationRemark: 'D',
    inspectionRemark: 'A',
    arrivedOn,
    vessel: route.means === '10' ? `NARU SAMPLE ${random.digits(3)}E` : `NR${random.digits(3)}`,
    vesselCountry: random.pick(['KR', 'PA', 'LR', seller.country]),
    transportMeans: route.means,
    exchangeRate: minorText(rate, 4),
    processType: 'A',
    importKind: '21',
    ...(personal
      ? {
          ecommerceKind: random.pick(['A', 'B', 'C']),
          orderNumbers: [`N${random.digits(10)}`],
        }
      : {}),
    totalCustomsValue: String(total('customsValue')),
    totalCustomsValueUsd: String(total('customsValueUsd')),
    totalDuty: String(total('duty')),
    totalVat: String(total('vat')),
    totalVatBase: String(total('vatBase')),
    totalTax: String(total('duty') + total('vat')),
    exportCountry: seller.country,
    forwarderCode: 'NARF',
    forwarderName: '나루포워딩(주)',
    supplierName: seller.name,
    supplierCountry: seller.country,
    carrier: 'NARU',
    billOfLading: house,
    masterBillOfLading: `NARUMB${random.digits(8)}`,
    containerKind: route.container,
    arrivalPort: route.port,
    insurance: String(insurance),
    freight: String(freight),
    lines,
    sellerName: seller.name,
    sellerCountry: seller.country,
    incoterm: random.pick(['FOB', 'EXW', 'FCA']),
    settlement: personal ? 'GO' : random.pick(['TT', 'TT', 'LS', 'DA', 'CD']),
    cargoControlNo: `${year}NARU${random.digits(4)}I${random.digits(8)}`,
    warehousedOn,
    warehouse: route.warehouse,
    clearancePlan: 'D',
    importerName: importer.name,
    importerRole: 'A',
    submitterName: '나루관세사무소 김나루',
    submitterPhone: `032-000-${random.digits(4)}`,
    submitterEmail: 'practice@example.com',
    ...payerOf(random, personal ? importer : null),
    payerName: importer.name,
    payerAddress: importer.address,
    payerPostcode: importer.postcode,
    payerPerson: importer.person,
    payerPhone: `010-0000-${random.digits(4)}`,
    payerEmail: 'importer@example.com',
    ...splitOf(random),
    ...(route.container === 'FC' ? { containers: [practiceContainer(random)] } : {}),
  };
}

/** A container of no owner that there is. */
function practiceContainer(random: Seeded): string {
  const number = `NARU${random.digits(6)}`;
  return `${number}${containerCheckDigit(number)}`;
}

/** Now and then the goods of a bill of lading are declared in parts. */
function splitOf(
  random: Seeded,
): Pick<ImportDeclaration, 'splitDeclaration' | 'billOfLadingSplit'> {
  return random.chance(0.05)
    ? { splitDeclaration: true, billOfLadingSplit: 'A' }
    : { splitDeclaration: false };
}

/** Ids that no one bears: registration numbers begin with 999, personal codes with 9999. */
function payerOf(
  random: Seeded,
  person: PracticeImporter | null,
): Pick<ImportDeclaration, 'payerId' | 'payerIdKind' | 'payerCustomsCode'> {
  if (person !== null)
    return { payerIdKind: '05', payerId: practiceCode(person, random.digits(7)) };
  const nine = `999${random.digits(6)}`;
  return {
    payerIdKind: '04',
    payerId: `${nine}${businessCheckDigit(nine)}`,
    payerCustomsCode: `나루연습${nine.slice(2)}`,
  };
}

interface EnteredLine {
  line: Omit<ImportLine, 'duty'>;
  kind: PracticeGoods;
  /** Value in hundredths of the currency. */
  minor: bigint;
  grams: bigint;
}

function enterLine(
  random: Seeded,
  kind: PracticeGoods,
  seller: PracticeSeller,
  personal: boolean,
): EnteredLine {
  const models = kind.models.slice(0, personal ? 1 : random.between(1, kind.models.length));
  const specifications = models.map((specification) => {
    const pieces = BigInt(random.between(1, personal ? 3 : kind.most));
    const price = priceIn(seller.currency, random.between(...kind.cents));
    return { specification, pieces, price };
  });
  const pieces = sum(specifications.map((specification) => specification.pieces));
  const grams = pieces * BigInt(kind.grams);
  const branded = random.chance(0.6);
  return {
    kind,
    minor: sum(specifications.map((one) => one.pieces * one.price)),
    grams,
    line: {
      tradeName: kind.tradeName,
      quantity: String(pieces),
      quantityUnit: kind.unit,
      goodsName: kind.goodsName,
      brandName: branded ? 'SAMPLE' : 'NO',
      brandCode: branded ? 'ZZZZ' : 'XXXX',
      attachment: 'N',
      dutyBasis: '1',
      hsCode: kind.hsCode,
      specifications: specifications.map((one) => ({
        specification: one.specification,
        specificationQuantity: String(one.pieces),
        specificationUnit: kind.unit,
        unitPrice: minorText(one.price),
        specificationAmount: minorText(one.pieces * one.price),
        ingredient: kind.ingredient,
      })),
      netWeight: thousandths(grams),
      originCountry: seller.country,
      originRule: 'B',
      originMark: 'G',
      originMarkMethod: random.pick(['A', 'D', 'F']),
    },
  };
}

/** Hundredths of a currency at ten-thousandths of a won. */
const millionths = 1_000_000n;

/** Shares a value in millionths of a won out by price, to the won; what is cut off goes to the last. */
function shareOut(value: bigint, prices: readonly bigint[]): bigint[] {
  const all = sum(prices);
  const shares = prices.map((price) => (all === 0n ? 0n : (value * price) / (all * millionths)));
  return [...shares.slice(0, -1), value / millionths - sum(shares.slice(0, -1))];
}

const tens = (won: bigint): bigint => (won / 10n) * 10n;

/** Duty and VAT of a line, to ten won, as the law cuts them off. */
function taxes(customsValue: bigint, { rate }: PracticeGoods, today: CivilDate) {
  const duty = tens((customsValue * BigInt(rate * 10)) / 1000n);
  const vatBase = customsValue + duty;
  const dollar = BigInt(practiceRateOn('USD', today));
  return {
    customsValue: String(customsValue),
    customsValueUsd: String((customsValue * 10_000n + dollar - 1n) / dollar),
    dutyRateKind: 'A',
    dutyRate: String(rate),
    duty: String(duty),
    vatBase: String(vatBase),
    vat: String(tens(vatBase / 10n)),
  };
}
