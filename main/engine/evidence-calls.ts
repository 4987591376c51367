import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import type { EvidenceSubject } from '../../shared/contract/evidence.ts';
import { findSigningKey, type EvidenceSources, type EvidenceSpan } from '../evidence/index.ts';
import type { Engaged } from './engaged.ts';
import { makeEvidence } from './evidence.ts';
import { createLine } from './line.ts';
import type { Session } from './session.ts';

type EvidenceHandlers = Pick<
  CallHandlers,
  'evidence.make' | 'evidence.cancel' | 'evidence.key' | 'evidence.incidents'
>;

/** What a session knows besides its store. */
export interface EvidenceKnowledge extends EvidenceSources {
  incident?(id: number): Incident | null;
  /** The newest first, 50 at most. */
  newestIncidents?(): readonly Incident[];
}

/** Calls about evidence packs; one is made at a time. */
export function openEvidence(
  { session, clock, changes, line }: Engaged,
  dataFolder: string,
  knowledgeOf: (session: Session) => EvidenceKnowledge = () => ({}),
): { handlers: EvidenceHandlers; close(): void } {
  const folderOf = (): string => join(dataFolder, 'evidence');
  const turn = createLine();
  let making: AbortController | null = null;

  function spanOf(about: EvidenceSubject, knowledge: EvidenceKnowledge): EvidenceSpan {
    if (about.is === 'span') return { from: about.from, to: about.to };
    const incident = knowledge.incident?.(about.id) ?? null;
    if (incident === null) throw new NaruError('evidence-incident', { id: about.id });
    return { from: incident.startedAt, to: incident.endedAt ?? clock.now() };
  }

  const handlers: EvidenceHandlers = {
    'evidence.make': ({ about, personalData, attachedFiles, folder }) =>
      turn.join(async () => {
        const end = new AbortController();
        making = end;
        const at = session();
        const knowledge = knowledgeOf(at);
        try {
          return await makeEvidence({
            store: at.store,
            mode: at.mode,
            clock,
            span: spanOf(about, knowledge),
            personalData,
            attachedFiles,
            folder: folder ?? folderOf(),
            sources: knowledge,
            signal: end.signal,
            isOpen: () => session() === at,
            whileOpen: (work) => line.join(work),
            onProgress: (progress) => changes.tell({ topic: 'evidence', progress }),
          });
        } finally {
          making = null;
        }
      }),
    'evidence.cancel': () => {
      making?.abort();
      return {};
    },
    'evidence.key': () => ({
      fingerprint: findSigningKey(session().store)?.fingerprint ?? null,
      folder: folderOf(),
    }),
    'evidence.incidents': () => {
      const incidents = knowledgeOf(session()).newestIncidents?.() ?? [];
      return {
        incidents: incidents.slice(0, 50).map(({ id, startedAt, endedAt, grade, channels }) => ({
          id,
          startedAt,
          endedAt,
          grade,
          channels,
        })),
      };
    },
  };
  return { handlers, close: () => making?.abort() };
}
