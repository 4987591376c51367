import { verifyStore } from '../../store/index.ts';
import { readingStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

/** `naru verify [PATH]`: checks a data folder; the one of `--data` where none is named. */
export function verifyVerb(face: Face, place: Place, [path]: string[]): Promise<Exit> {
  const where = path === undefined ? place : { ...place, folder: path };
  return readingStore(where, (store) => {
    const result = verifyStore(store);
    if (face.json) face.data({ ok: result.findings.length === 0, ...result });
    if (result.findings.length === 0) {
      const { filings, entries, head } = result;
      face.say(face.t('cli.verifyGood', { filings, entries, head: head.slice(0, 16) }));
      return exit.done;
    }
    face.say(face.t('cli.verifyBad', { count: result.findings.length }));
    for (const finding of result.findings) face.say(`  ${finding}`);
    return exit.notAllDone;
  });
}
