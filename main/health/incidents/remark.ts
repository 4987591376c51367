import { hash } from 'node:crypto';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { incidentRemarkSchema, type IncidentRemark } from '../../../shared/sync/incidents.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Store, Tables } from '../../store/index.ts';

export interface NewRemark {
  kind: IncidentRemark['kind'];
  text: string;
  link: string | null;
  ticket: string | null;
  seenAt: EpochMs | null;
  file: { name: string; bytes: Uint8Array } | null;
}

/**
 * Adds what a person knows of an incident; it is an entry of the journal and changes nothing else.
 * @throws {NaruError} `not-found`; and as `Store.transaction`
 */
export function addRemark(
  store: Store,
  incident: number,
  remark: NewRemark,
  at: EpochMs,
): IncidentRemark {
  return store.transaction((tables) => {
    if (tables.incidents.byId(incident) === null)
      throw new NaruError('not-found', { what: String(incident) });
    const { kind, text, link, ticket, seenAt, file } = remark;
    const seq = tables.journal.append({
      at,
      filingId: null,
      before: null,
      kind: 'incident-remark',
      data: {
        incident,
        kind,
        text,
        link,
        ticket,
        seenAt,
        name: file?.name ?? null,
        size: file?.bytes.byteLength ?? null,
        sha256: file === null ? null : hash('sha256', file.bytes),
      },
      ...(file === null ? {} : { body: file.bytes }),
    });
    tables.incidents.addRemark(incident, seq);
    return readRemark(tables, seq);
  });
}

const dataSchema = incidentRemarkSchema.omit({ id: true, at: true, file: true }).extend({
  incident: z.number().int(),
  name: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
});

/** A remark by its journal entry. */
export function readRemark({ journal }: Tables, seq: number): IncidentRemark {
  const entry = journal.entry(seq);
  if (entry === null) throw new NaruError('not-found', { what: String(seq) });
  const data = dataSchema.parse(JSON.parse(entry.data));
  const { kind, text, link, ticket, seenAt, name, size, sha256: digest } = data;
  const file = name === null || size === null || digest === null ? null : { name, digest, size };
  return { id: seq, at: entry.at, kind, text, link, ticket, seenAt, file };
}

/**
 * The file of a remark, byte for byte.
 * @throws {NaruError} `not-found` where the remark is another incident's, or its file is gone
 */
export function readRemarkFile(
  tables: Tables,
  incident: number,
  seq: number,
): { name: string; bytes: Uint8Array } {
  const isOwn = tables.incidents.remarks(incident).includes(seq);
  const file = isOwn ? readRemark(tables, seq).file : null;
  const bytes = isOwn ? tables.journal.body(seq, 'incident-remark') : null;
  if (file === null || bytes === null || typeof bytes === 'string')
    throw new NaruError('not-found', { what: String(seq) });
  return { name: file.name, bytes };
}
