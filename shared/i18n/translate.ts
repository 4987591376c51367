import { createInstance } from 'i18next';
import type { Problem } from '../errors.ts';
import { customsStateSchema, transportStateSchema } from '../filing/states.ts';
import { pacingBounds, pacingNameSchema, type PacingName } from '../sync/pacing.ts';
import { directivePhaseSchema } from '../sync/directives.ts';
import { catalogues, type TextKey } from './catalogue.ts';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

export type TextParams = Readonly<Record<string, string | number>>;
/** Puts a text into words; `count` chooses `_one` or `_other`. */
export type Translate = (key: TextKey, params?: TextParams) => string;

export function createTranslate(language: Language): Translate {
  const instance = createInstance({
    lng: language,
    fallbackLng: 'ko',
    initAsync: false,
    resources: { ko: { naru: catalogues.ko }, en: { naru: catalogues.en } },
    defaultNS: 'naru',
    interpolation: { escapeValue: false },
  });
  void instance.init();
  return (key, params) => instance.t(key, { ...params });
}

/** The sentence of an error: what happened and the cure. */
export function describeProblem(t: Translate, { code, params }: Problem): string {
  const state = transportStateSchema.safeParse(params['state']);
  const customs = customsStateSchema.safeParse(params['state']);
  const pacing = pacingNameSchema.safeParse(params['pacing']);
  const phase = directivePhaseSchema.safeParse(params['phase']);
  const since = Date.parse(String(params['since']));
  return t(`errors.${code}`, {
    ...params,
    ...(state.success ? { state: t(`states.transport.${state.data}`) } : {}),
    ...(customs.success ? { state: t(`states.customs.${customs.data}`) } : {}),
    ...(phase.success ? { phase: t(`directives.phase.${phase.data}`) } : {}),
    ...(pacing.success ? pacingWords(t, pacing.data, params) : {}),
    ...(Number.isNaN(since) ? {} : { since: clockTime.format(since) }),
  });
}

/** A setting of the pacing by its name, and its bounds in its own unit. */
function pacingWords(t: Translate, name: PacingName, { min, max }: Problem['params']): TextParams {
  const inUnit = (n: string | number | undefined): string =>
    t(`pacing.units.${pacingBounds[name].unit}`, { n: n ?? '' });
  return { field: t(`pacing.fields.${name}.label`), min: inUnit(min), max: inUnit(max) };
}

/** As clocks in Korea show it, e.g. `2026-11-24 02:50:24`. */
const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});
