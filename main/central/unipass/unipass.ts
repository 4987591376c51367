import {
  cargoAnswerSchema,
  exportPerformanceSchema,
  hsAnswerSchema,
  pcccAnswerSchema,
  ratesAnswerSchema,
  type CargoAnswer,
  type CargoQuery,
  type ExportPerformance,
  type HsAnswer,
  type LookedUp,
  type PcccAnswer,
  type PcccQuery,
  type RatesAnswer,
} from '../../../shared/contract/lookups.ts';
import type { DeclarationNo } from '../../../shared/filing/numbers.ts';
import { asMasterBill, cargoParams, readCargo } from './cargo.ts';
import { readExportPerformance } from './export-performance.ts';
import { hsParams, readHs } from './hs.ts';
import { createLookUps, type How, type LookUpOptions } from './look-up.ts';
import { pcccParams, readPccc } from './pccc.ts';
import { ratesParams, readRates, weekOf, type RatesQuery } from './rates.ts';

export interface UnipassOptions extends LookUpOptions {
  /** Currencies whose customs rate the office takes to be told for 100 units. */
  perHundred(): readonly string[];
}

/**
 * The UNI-PASS open API: one client with a pace of its own for all its calls. It never throws for
 * what the network or the other side does; what could not be looked up is answered from what is
 * kept, with its age, or is not known.
 */
export interface Unipass {
  readonly url: string;
  /** Whether a personal customs code (개인통관고유부호) is its holder's (API028). */
  pccc(query: PcccQuery, how?: How): Promise<LookedUp<PcccAnswer>>;
  /** The week's customs rates (관세환율, API012). */
  rates(query: RatesQuery, how?: How): Promise<LookedUp<RatesAnswer>>;
  /** Cargo clearance progress (화물통관진행정보, API001). */
  cargo(query: CargoQuery, how?: How): Promise<LookedUp<CargoAnswer>>;
  /** HS codes by digits or by the name of the goods (API018). */
  hs(query: string, how?: How): Promise<LookedUp<HsAnswer>>;
  /** What became of an export's goods (API002). */
  exportPerformance(no: DeclarationNo, how?: How): Promise<LookedUp<ExportPerformance>>;
  /** Whether it waits out a trouble: what nobody waits for is better not asked. */
  rests(): boolean;
  /** Gives up what is on its way. */
  close(): void;
}

const hour = 3_600_000;
/** A code that was not its holder's is asked about again after so long. */
const mendedMs = 10_000;

export function createUnipass(options: UnipassOptions): Unipass {
  const { lookUp, rests, close } = createLookUps(options);
  return {
    url: options.baseUrl,
    rests,
    close,
    pccc(query, how = {}) {
      const params = pcccParams(query);
      return lookUp(
        {
          api: 'API028',
          params,
          query: canonical(params),
          read: readPccc,
          schema: pcccAnswerSchema,
          // Who was told "no" may have it mended at once.
          holdsMs: ({ matches }, maxAgeMs) => (matches ? maxAgeMs : Math.min(maxAgeMs, mendedMs)),
        },
        how,
      );
    },
    rates({ on, use }, how = {}) {
      const week = weekOf(on);
      const per = options.perHundred();
      return lookUp(
        {
          api: 'API012',
          params: ratesParams({ on, use }),
          query: canonical({ week, use, per: per.join(' ') }),
          read: (envelope) => readRates(envelope, { on, use }, new Set(per)),
          schema: ratesAnswerSchema,
          // A week's rates stand; what was asked for before they were there does not.
          holdsMs: ({ rates }, maxAgeMs) =>
            rates.length > 0 && rates.every(({ from }) => from >= week) ? 14 * 24 * hour : maxAgeMs,
        },
        how,
      );
    },
    async cargo(query, how = {}) {
      const params = cargoParams(query);
      const call = {
        api: 'API001' as const,
        read: readCargo,
        schema: cargoAnswerSchema,
        holdsMs: (_: CargoAnswer, maxAgeMs: number) => maxAgeMs,
      };
      const told = await lookUp({ ...call, params, query: canonical(params) }, how);
      const other = asMasterBill(params);
      if (other === null || told.is !== 'known' || told.value.is !== 'none') return told;
      return lookUp({ ...call, params: other, query: canonical(other) }, how);
    },
    hs(query, how = {}) {
      const params = hsParams(query);
      return lookUp(
        {
          api: 'API018',
          params,
          query: canonical(params),
          read: readHs,
          schema: hsAnswerSchema,
          holdsMs: () => 24 * hour,
        },
        how,
      );
    },
    exportPerformance(no, how = {}) {
      const params = { expDclrNo: no };
      return lookUp(
        {
          api: 'API002',
          params,
          query: canonical(params),
          read: readExportPerformance,
          schema: exportPerformanceSchema,
          holdsMs: (_, maxAgeMs) => maxAgeMs,
        },
        how,
      );
    },
  };
}

/** The same query gives the same text, whatever the order of its parts. */
function canonical(params: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
