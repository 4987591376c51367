import { resolve } from 'node:path';
import { z } from 'zod';
import type { EvidenceProgress } from '../../../shared/contract/index.ts';
import { makeEvidence } from '../../engine/evidence.ts';
import { evidenceKnowledge } from '../../engine/evidence-knowledge.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { healthRecord } from '../../health/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { untilInterrupted } from '../interrupt.ts';
import { readTime } from '../korean-time.ts';

const optionsSchema = z.object({
  from: z.string(),
  to: z.string(),
  out: z.string().min(1),
  withPersonalData: z.boolean().optional(),
  /** `false` by `--no-attached-files`. */
  attachedFiles: z.boolean().default(true),
});

/** `naru evidence`: makes an evidence pack of a span. That it was made goes into the journal. */
export function evidenceVerb(
  face: Face,
  place: Place,
  _: string[],
  options: unknown,
): Promise<Exit> {
  const { from, to, out, withPersonalData, attachedFiles } = optionsSchema.parse(options);
  const span = { from: readTime(face, from), to: readTime(face, to) };
  let told: EvidenceProgress['phase'] | null = null;
  return withStore(place, async (store) => {
    const made = await makeEvidence({
      store,
      mode: place.mode,
      clock: systemClock,
      span,
      personalData: withPersonalData === true ? 'included' : 'masked',
      attachedFiles: attachedFiles ? 'enclosed' : 'named',
      folder: resolve(out),
      sources: evidenceKnowledge(store, healthRecord(store, systemClock), systemClock),
      signal: untilInterrupted(),
      isOpen: () => true,
      whileOpen: (work) => work(),
      onProgress({ phase }) {
        if (face.isTerminal && phase !== told) face.note(face.t(`evidence.phase.${phase}`));
        told = phase;
      },
    });
    if (face.json) face.data(made);
    const { folder, zip, filings, attempts, entries, fingerprint } = made;
    face.say(face.t('evidence.cli.made', { folder }));
    face.say(face.t('evidence.cli.zip', { zip }));
    face.say(face.t('evidence.done.counts', { filings, attempts, entries }));
    face.say(face.t('evidence.cli.fingerprint', { fingerprint }));
    return exit.done;
  });
}
