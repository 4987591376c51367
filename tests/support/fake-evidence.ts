import type { EngineEvent } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

export type EvidenceHandlers = Pick<
  CallHandlers,
  'evidence.make' | 'evidence.cancel' | 'evidence.key' | 'evidence.incidents'
>;

const hour = 3_600_000;
export const fakeFingerprint = '1F9C 77A0 2B44 D18E 90C3 5512 AB6F 0E7D';
const folder = '/home/broker/.local/share/naru/evidence';

/** An office with two incidents that makes its first pack; it waits where it is told to. */
export function fakeEvidence(
  office: FakeOffice,
  emit: (event: EngineEvent) => void,
): EvidenceHandlers {
  let fingerprint: string | null = null;
  let stop: (() => void) | null = null;
  return {
    async 'evidence.make'({ about, attachedFiles, folder: chosen }) {
      if (about.is === 'span' && about.from >= about.to)
        throw new NaruError('evidence-span', { from: '2025-12-02 00:00', to: '2025-12-01 00:00' });
      emit({ topic: 'evidence', progress: { phase: 'collecting', done: 1200, total: 3000 } });
      // A folder of this name is as slow as a long span.
      if (chosen?.includes('slow') === true) {
        await new Promise<void>((resolve) => void (stop = resolve));
        throw new NaruError('evidence-cancelled');
      }
      fingerprint = fakeFingerprint;
      const pack = `${chosen ?? folder}/증빙-20251201-0900-20251202-0900`;
      const digest = '5e'.repeat(32);
      const counts = { filings: 312, attempts: 4180, entries: 12_903 };
      // Its name tells what was asked for.
      const zip = `${pack}${attachedFiles === 'named' ? '-이름만' : ''}.zip`;
      return { folder: pack, zip, digest, fingerprint, ...counts };
    },
    'evidence.cancel': () => {
      stop?.();
      return {};
    },
    'evidence.key': () => ({ fingerprint, folder }),
    'evidence.incidents': () => ({
      incidents: [
        {
          id: 2,
          startedAt: epochMs(office.now() - 3 * hour),
          endedAt: null,
          grade: 'stopped',
          channels: ['declarations', 'inquiries'],
        },
        {
          id: 1,
          startedAt: epochMs(office.now() - 50 * hour),
          endedAt: epochMs(office.now() - 44 * hour),
          grade: 'degraded',
          channels: ['open-api-pccc'],
        },
      ],
    }),
  };
}
