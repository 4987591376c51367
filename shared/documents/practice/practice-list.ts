import { addDays, type CivilDate } from '../../time.ts';
import type { ListClearance, ListConsignment } from '../list/list-table.ts';
import { minorText, thousandths } from './amounts.ts';
import { practiceCode } from './practice-codes.ts';
import { practiceGoods } from './practice-goods.ts';
import { practicePersons, practiceSellers } from './practice-parties.ts';
import type { Seeded } from './seeded.ts';

/** Most that one consignment of a list is worth, in US cents. */
const mostCents = 15_000;

/** A list of small consignments that came by air. */
export function practiceList(random: Seeded, today: CivilDate): ListClearance {
  const arrivedOn = addDays(today, -random.between(0, 2));
  const year = arrivedOn.slice(2, 4);
  const country = random.pick(practiceSellers).country;
  return {
    customsOffice: '04055',
    expressCompany: 'NARUEX',
    arrivedOn,
    transportMeans: '40',
    carrier: 'NARU',
    vessel: `NR${random.digits(3)}`,
    masterBillOfLading: `NARUMB${random.digits(8)}`,
    exportCountry: country,
    arrivalPort: 'ICN',
    warehousedOn: arrivedOn,
    warehouse: '04066011',
    submitterName: '나루관세사무소 김나루',
    submitterPhone: `032-000-${random.digits(4)}`,
    lines: Array.from({ length: random.between(3, 12) }, () =>
      consignment(random, country, `NRL${year}${random.digits(8)}`),
    ),
  };
}

function consignment(random: Seeded, country: string, billOfLading: string): ListConsignment {
  const person = random.pick(practicePersons);
  const goods = random.pick(practiceGoods.filter(({ cents }) => cents[0] < mostCents));
  const cents = random.between(goods.cents[0], Math.min(goods.cents[1], mostCents));
  const pieces = random.between(1, Math.max(1, Math.floor(mostCents / cents)));
  return {
    billOfLading,
    orderNumber: `N${random.digits(10)}`,
    ecommerceKind: random.pick(['A', 'B', 'C']),
    consigneeName: person.name,
    consigneeId: practiceCode(person, random.digits(7)),
    consigneePhone: `010-0000-${random.digits(4)}`,
    consigneePostcode: person.postcode,
    consigneeAddress: person.address,
    goodsName: goods.goodsName,
    hsCode: goods.hsCode,
    quantity: String(pieces),
    quantityUnit: goods.unit,
    goodsAmount: minorText(BigInt(cents * pieces)),
    goodsCurrency: 'USD',
    goodsWeight: thousandths(BigInt(goods.grams * pieces)),
    goodsPackages: '1',
    originCountry: country,
    sellerName: 'SAMPLE ONLINE SHOP',
    sellerCountry: country,
    sellerSite: 'https://shop.example.com',
  };
}
