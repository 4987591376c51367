import { z } from 'zod';
import type { PcccQuery } from '../../shared/contract/lookups.ts';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';

/** What of a declaration may go stale while it waits. */
export interface StaleValues {
  /** `null` where nothing is converted. */
  rate: { currency: string; declared: string; use: 'import' | 'export' } | null;
  /** People whose personal customs code (개인통관고유부호) it bears. */
  consignees: PcccQuery[];
}

const text = z.string().optional().catch(undefined);

const importSchema = z.object({
  currency: text,
  exchangeRate: text,
  payerId: text,
  payerIdKind: text,
  payerName: text,
  payerPerson: text,
  payerPhone: text,
  payerPostcode: text,
});

const exportSchema = z.object({
  currency: text,
  exchangeRate: text,
  exporterId: text,
  exporterIdKind: text,
  exporterName: text,
  exporterPerson: text,
  exporterPostcode: text,
});

const listSchema = z.object({
  lines: z
    .array(
      z.object({
        consigneeId: text,
        consigneeName: text,
        consigneePhone: text,
        consigneePostcode: text,
      }),
    )
    .catch([]),
});

/** Kind of id (사업자번호구분) of a personal customs code. */
const personalCode = '05';

/** Reads the values; what a declaration does not have is not looked at. */
export function staleValues(kind: DeclarationKind, declaration: unknown): StaleValues {
  if (kind === 'import') {
    const d = importSchema.safeParse(declaration).data ?? {};
    return {
      rate: rateOf(d.currency, d.exchangeRate, 'import'),
      consignees: person({
        kind: d.payerIdKind,
        id: d.payerId,
        name: d.payerPerson ?? d.payerName,
        phone: d.payerPhone,
        postcode: d.payerPostcode,
      }),
    };
  }
  if (kind === 'export') {
    const d = exportSchema.safeParse(declaration).data ?? {};
    return {
      rate: rateOf(d.currency, d.exchangeRate, 'export'),
      consignees: person({
        kind: d.exporterIdKind,
        id: d.exporterId,
        name: d.exporterPerson ?? d.exporterName,
        phone: undefined,
        postcode: d.exporterPostcode,
      }),
    };
  }
  const { lines = [] } = listSchema.safeParse(declaration).data ?? {};
  const consignees = lines.flatMap((line) =>
    person({
      // Lists name their consignees by personal code alone; another kind of id is none.
      kind: line.consigneeId?.startsWith('P') === true ? personalCode : undefined,
      id: line.consigneeId,
      name: line.consigneeName,
      phone: line.consigneePhone,
      postcode: line.consigneePostcode,
    }),
  );
  const once = new Map(consignees.map((query) => [JSON.stringify(query), query]));
  return { rate: null, consignees: [...once.values()] };
}

/**
 * The declaration with another personal code in the place of one, wherever it stands; `null` where
 * it does not bear that one.
 */
export function withOtherCode(
  kind: DeclarationKind,
  declaration: unknown,
  before: string,
  after: string,
): unknown {
  if (!staleValues(kind, declaration).consignees.some(({ pccc }) => pccc === before)) return null;
  const record = z.record(z.string(), z.unknown()).parse(declaration);
  if (kind === 'import') return { ...record, payerId: after };
  if (kind === 'export') return { ...record, exporterId: after };
  const lines = z.array(z.record(z.string(), z.unknown())).parse(record['lines']);
  const renewed = lines.map((line) =>
    line['consigneeId'] === before ? { ...line, consigneeId: after } : line,
  );
  return { ...record, lines: renewed };
}

function rateOf(
  currency: string | undefined,
  declared: string | undefined,
  use: 'import' | 'export',
): StaleValues['rate'] {
  if (currency === undefined || declared === undefined || currency === 'KRW') return null;
  return { currency, declared, use };
}

interface Person {
  kind: string | undefined;
  id: string | undefined;
  name: string | undefined;
  phone: string | undefined;
  postcode: string | undefined;
}

function person({ kind, id, name, phone, postcode }: Person): PcccQuery[] {
  if (kind !== personalCode || !id || !name) return [];
  return [{ pccc: id, name, phone: phone ?? null, postcode: postcode ?? null }];
}
