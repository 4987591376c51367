import { z } from 'zod';
import { NaruError, problemSchema, type Problem } from '../../shared/errors.ts';
import {
  chosenPacingSchema,
  pacingNames,
  type ChosenPacing,
  type PacingView,
} from '../../shared/sync/pacing.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import { mergePacing, type MergedPacing, type PacingSettings } from '../outbox/policy/index.ts';
import type { Store, Tables } from '../store/index.ts';
import { openPacingFile, type PacingFile } from './pacing-file.ts';

const subscriptionSchema = z.object({
  address: z.string(),
  publicKey: z.string(),
  triedAt: epochMsSchema.nullable(),
  problem: problemSchema.nullable(),
  /** The file as it came, whose signature is looked at whenever it is used. */
  file: z.object({ text: z.string(), fetchedAt: epochMsSchema }).nullable(),
});
export type PacingSubscription = z.output<typeof subscriptionSchema>;

const settingSchema = z.object({
  /** What the office itself has chosen. */
  own: chosenPacingSchema,
  subscription: subscriptionSchema.nullable(),
});
export type PacingSetting = z.output<typeof settingSchema>;

/** What an office has chosen of its pacing; what cannot be read is as if it were not there. */
export function readPacingSetting({ settings }: Pick<Tables, 'settings'>): PacingSetting {
  const stored = settingSchema.safeParse(settings.get('pacing'));
  return stored.success ? stored.data : { own: {}, subscription: null };
}

/** Keeps it; within the caller's transaction. */
export function keepPacingSetting({ settings }: Pick<Tables, 'settings'>, to: PacingSetting): void {
  settings.set('pacing', to);
}

/** The file of a subscription, whether it still holds or not; `null` where none is or it is not good. */
export function fileOf(subscription: PacingSubscription | null): PacingFile | null {
  if (subscription?.file == null) return null;
  try {
    return openPacingFile(Buffer.from(subscription.file.text), subscription.publicKey);
  } catch (error) {
    if (error instanceof NaruError) return null;
    throw error;
  }
}

/** Why the file that an office follows was refused; that it was not reached is no news. */
export function refusalOf({ subscription }: PacingSetting): Problem | null {
  const problem = subscription?.problem ?? null;
  return problem?.code === 'pacing-file-unreached' ? null : problem;
}

/** What a setting comes to, now. */
export function pacingOfSetting(
  { own, subscription }: PacingSetting,
  base: PacingSettings,
  now: EpochMs,
): MergedPacing {
  const file = fileOf(subscription);
  const fleet: ChosenPacing = file !== null && now < file.validUntil ? file.settings : {};
  return mergePacing(base, fleet, own);
}

/** The pacing that a store's office has chosen over `base`, now. */
export function chosenPacing(store: Store, base: PacingSettings, now: EpochMs): PacingSettings {
  return pacingOfSetting(store.read(readPacingSetting), base, now).settings;
}

/** The same for a person, with where each value comes from. */
export function viewPacing(setting: PacingSetting, base: PacingSettings, now: EpochMs): PacingView {
  const { settings, origins } = pacingOfSetting(setting, base, now);
  return {
    values: pacingNames.map((name) => ({
      name,
      value: settings[name],
      byDefault: base[name],
      origin: origins[name],
    })),
    subscription: viewSubscription(setting.subscription, now),
  };
}

function viewSubscription(
  subscription: PacingSubscription | null,
  now: EpochMs,
): PacingView['subscription'] {
  if (subscription === null) return null;
  const { address, publicKey, triedAt, problem, file: kept } = subscription;
  const file = fileOf(subscription);
  return {
    address,
    publicKey,
    triedAt,
    problem,
    file:
      file === null || kept === null
        ? null
        : {
            serial: file.serial,
            issuedAt: file.issuedAt,
            validUntil: file.validUntil,
            fetchedAt: kept.fetchedAt,
            isValid: now < file.validUntil,
            note: file.note,
          },
  };
}
