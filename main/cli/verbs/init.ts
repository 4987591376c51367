import { z } from 'zod';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ declarant: z.string(), name: z.string(), customs: z.string() });

/** `naru init`: sets the office profile. */
export async function initVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { declarant, name, customs } = optionsSchema.parse(options);
  const office = officeSchema.safeParse({
    declarant: declarant.toUpperCase(),
    name,
    customsOffice: customs.length === 3 ? `${customs}00` : customs.toUpperCase(),
  });
  if (!office.success) throw new NaruError('wrong-input', { detail: wrong(face, office.error) });
  await withStore(place, (store) =>
    store.transaction(({ settings, journal }) => {
      settings.set('office', office.data);
      const data = { declarant: office.data.declarant, customsOffice: office.data.customsOffice };
      const at = systemClock.now();
      journal.append({ at, filingId: null, before: null, kind: 'office-set', data });
    }),
  );
  const { customsOffice } = office.data;
  face.say(face.t('cli.initDone', { ...office.data, customs: customsOffice }));
  if (face.json) face.data(office.data);
  return exit.done;
}

function wrong(face: Face, error: z.ZodError): string {
  const meaning: Record<string, string> = {
    declarant: `--declarant: ${face.t('cli.option.declarant')}`,
    name: `--name: ${face.t('cli.option.name')}`,
    customsOffice: `--customs: ${face.t('cli.option.customs')}`,
  };
  return error.issues.map((issue) => meaning[String(issue.path[0])] ?? issue.message).join(' · ');
}
