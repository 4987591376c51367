import { businessCheckDigit } from '../../codes/index.ts';
import { addDays, type CivilDate } from '../../time.ts';
import type { FilingInput } from '../filing-input.ts';
import { importDeclaration } from '../import/import-declaration.ts';
import type { ImportDeclaration, ImportLine } from '../import/import-table.ts';
import { type PracticeGoods, practiceGoods } from './practice-goods.ts';
import {
  practiceImporters,
  practicePersons,
  practiceRates,
  practiceRoutes,
  practiceSellers,
  type PracticeSeller,
} from './practice-parties.ts';
import { type Seeded, seeded } from './seeded.ts';

export interface PracticeOptions {
  count: number;
  /** The same seed and day give the same declarations. */
  seed: number;
  today: CivilDate;
  /** Begins every reference; `연습` where nothing is given, `PR` in English. */
  prefix?: string;
}

/** Declarations to practise with: valid, varied, invented, due from today to a month ahead. */
export function practiceFilings({
  count,
  seed,
  today,
  prefix = '연습',
}: PracticeOptions): FilingInput[] {
  const batch = seed.toString(36).toUpperCase();
  return Array.from({ length: count }, (_, at) => {
    const random = seeded(Math.imul(seed, 0x9e3779b1) ^ (at * 0x85ebca6b));
    const declaration = practiceImport(random, today);
    return {
      kind: 'import',
      reference: `${prefix}-${batch}-${String(at + 1).padStart(4, '0')}`,
      priority: random.chance(0.05) ? 'urgent' : 'normal',
      deadline: importDeclaration.deadline(declaration),
      declaration,
    };
  });
}

function practiceImport(random: Seeded, today: CivilDate): ImportDeclaration {
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
  const rate = BigInt(practiceRates[seller.currency]);
  const lines = entered.map(({ line, minor, kind }) => {
    const share = invoice === 0n ? 0n : ((freight + insurance) * minor) / invoice;
    return { ...line, ...taxes(inWon(minor, rate) + share, kind) };
  });
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
    ...(personal ? { ecommerceKind: random.pick(['A', 'B', 'C']) } : {}),
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
    ...payerOf(random, personal),
    payerName: importer.name,
    payerAddress: importer.address,
    payerPostcode: importer.postcode,
    payerPerson: importer.person,
    payerPhone: `010-0000-${random.digits(4)}`,
    payerEmail: 'importer@example.com',
    splitDeclaration: random.chance(0.05),
    ...(route.container === 'FC' ? { containers: [`NARU${random.digits(7)}`] } : {}),
  };
}

/** Ids that no one bears: registration numbers begin with 999, personal codes with 9999. */
function payerOf(
  random: Seeded,
  personal: boolean,
): Pick<ImportDeclaration, 'payerId' | 'payerIdKind'> {
  if (personal) return { payerIdKind: '05', payerId: `P9999${random.digits(8)}` };
  const nine = `999${random.digits(6)}`;
  return { payerIdKind: '04', payerId: `${nine}${businessCheckDigit(nine)}` };
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

/** A price in hundredths of a currency from US cents, at round rates. */
function priceIn(currency: PracticeSeller['currency'], cents: number): bigint {
  const perDollar = { USD: 100, EUR: 92, CNY: 722, JPY: 15_000 }[currency];
  const minor = Math.max(1, Math.floor((cents * perDollar) / 100));
  // Yen have no hundredths.
  return BigInt(currency === 'JPY' ? Math.max(100, Math.floor(minor / 100) * 100) : minor);
}

const tens = (won: bigint): bigint => (won / 10n) * 10n;

/** Duty and VAT of a line, to ten won, as the law cuts them off. */
function taxes(customsValue: bigint, { rate }: PracticeGoods) {
  const duty = tens((customsValue * BigInt(rate * 10)) / 1000n);
  const vatBase = customsValue + duty;
  const dollar = BigInt(practiceRates.USD);
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

const sum = (values: readonly bigint[]): bigint => values.reduce((all, one) => all + one, 0n);
const inWon = (minor: bigint, rate: bigint): bigint => (minor * rate) / 1_000_000n;

/** Decimal text of an amount in its smallest part. */
function minorText(minor: bigint, decimals = 2): string {
  const digits = String(minor).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const whole = digits.slice(0, -decimals);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

const thousandths = (grams: bigint): string => minorText(grams, 3);
