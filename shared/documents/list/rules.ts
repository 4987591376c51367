import type { CivilDate } from '../../time.ts';
import { compare, decimalOf, grouped, whole } from '../../taxes/decimal.ts';
import type { Entered } from '../entered.ts';
import { Findings } from '../rules/findings.ts';
import { checkPersonalCode } from '../rules/parties.ts';
import { checkBondedArea, checkCustomsOffice, checkPort } from '../rules/places.ts';
import type { ListClearance, ListConsignment } from './list-table.ts';

/** US dollars up to which goods are cleared by list: from the United States, from elsewhere. */
const mostFromUs = whole(200n);
const mostFromElsewhere = whole(150n);

/** What one field alone does not tell. `today` is the day on which it would be declared. */
export function checkList(declaration: Entered<ListClearance>, today?: CivilDate): Findings {
  const found = new Findings();
  const { arrivedOn, warehousedOn, lines = [], exportCountry } = declaration;
  checkCustomsOffice(found, declaration.customsOffice);
  checkPort(found, 'arrivalPort', declaration.arrivalPort, declaration.transportMeans);
  checkBondedArea(found, 'warehouse', declaration.warehouse, declaration.customsOffice);
  if (arrivedOn !== undefined && warehousedOn !== undefined && warehousedOn < arrivedOn)
    found.warn('warehousedOn', 'before', {
      value: warehousedOn,
      with: 'arrivedOn',
      other: arrivedOn,
    });
  if (today !== undefined && warehousedOn !== undefined && warehousedOn > today)
    found.warn('warehousedOn', 'in-future', { value: warehousedOn });
  if (exportCountry === 'KR') found.warn('exportCountry', 'home-country');
  lines.forEach((line, at) => checkConsignment(found, line, `lines[${at}]`, exportCountry));
  checkTwice(found, lines);
  return found;
}

function checkConsignment(
  found: Findings,
  line: Entered<ListConsignment>,
  path: string,
  exportCountry: string | undefined,
): void {
  checkPersonalCode(found, `${path}.consigneeId`, line.consigneeId);
  const { goodsAmount, goodsCurrency } = line;
  if (goodsAmount === undefined || goodsCurrency !== 'USD' || exportCountry === undefined) return;
  const most = exportCountry === 'US' ? mostFromUs : mostFromElsewhere;
  if (compare(decimalOf(goodsAmount), most) > 0)
    found.warn(`${path}.goodsAmount`, 'above-list-limit', {
      value: grouped(goodsAmount),
      most: grouped(most),
    });
}

/** A B/L stands in a list once. */
function checkTwice(found: Findings, lines: readonly Entered<ListConsignment>[]): void {
  const seen = new Map<string, number>();
  for (const [at, { billOfLading }] of lines.entries()) {
    if (billOfLading === undefined) continue;
    const first = seen.get(billOfLading);
    if (first === undefined) seen.set(billOfLading, at + 1);
    else found.warn(`lines[${at}].billOfLading`, 'twice', { value: billOfLading, first });
  }
}
