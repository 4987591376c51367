import { officeSchema } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { ChannelState } from '../../shared/sync/channels.ts';
import {
  addRemark,
  pageAffected,
  pageIncidents,
  readIncident,
  readRemarkFile,
  readWaiting,
  writeNotice,
} from '../health/incidents/index.ts';
import { readDrainPlan } from './drain-plan.ts';
import type { Engaged } from './engaged.ts';
import { gateOpensAt } from './filing-calls.ts';
import { toRow } from './filing-rows.ts';

type IncidentCalls = Pick<
  CallHandlers,
  | 'incidents.page'
  | 'incidents.get'
  | 'incidents.filings'
  | 'incidents.remark'
  | 'incidents.file'
  | 'incidents.notice'
  | 'filings.waiting'
>;

/**
 * Calls about incidents, and about whose waiting it was.
 * @param channels how each channel is now
 */
export function incidentCalls(
  { session, clock, changes }: Engaged,
  channels: () => readonly ChannelState[],
): IncidentCalls {
  return {
    'incidents.page': ({ after, limit }) =>
      session().store.read((tables) => pageIncidents(tables, after, limit)),
    'incidents.get': ({ id }) =>
      session().store.read((tables) => readIncident(tables, id, clock.now())),
    'incidents.filings': ({ id, after, limit }) => {
      const now = clock.now();
      const gateAt = gateOpensAt(session(), now);
      const { rows, next } = session().store.read((tables) =>
        pageAffected(tables, id, now, { after, limit }),
      );
      return { rows: rows.map((row) => toRow(row, gateAt)), next };
    },
    'incidents.remark': ({ id, file, ...remark }) => {
      const bytes = file === null ? null : Buffer.from(file.data, 'base64');
      const named = file === null || bytes === null ? null : { name: file.name, bytes };
      const added = addRemark(session().store, id, { ...remark, file: named }, clock.now());
      changes.tell({ topic: 'incidents' });
      return added;
    },
    'incidents.file': ({ id, remark }) => {
      const { name, bytes } = session().store.read((tables) => readRemarkFile(tables, id, remark));
      return { name, data: Buffer.from(bytes).toString('base64') };
    },
    'incidents.notice': ({ id }) => {
      const { store, outbox, pacing } = session();
      const at = clock.now();
      const drain = readDrainPlan({ store, outbox, settings: pacing, now: at });
      const { queued, sending, unconfirmed, processing } = store.counts.transport;
      return store.read((tables) => {
        const office = officeSchema.safeParse(tables.settings.get('office'));
        return writeNotice({
          at,
          office: office.success ? office.data.name : null,
          incident: readIncident(tables, id, at),
          states: channels(),
          waiting: queued + sending,
          unanswered: unconfirmed + processing,
          drain,
        });
      });
    },
    'filings.waiting': ({ id }) =>
      session().store.read((tables) => readWaiting(tables, id, clock.now())),
  };
}
