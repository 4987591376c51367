import { drillSpeeds } from '../../../shared/drill/scenarios.ts';
import type { DrillAct } from '../../../shared/drill/sheet.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import type { Text } from '../../app/text.tsx';

const actions = {
  hold: 'drill.action.hold',
  release: 'drill.action.release',
  retry: 'drill.action.retry',
  cancel: 'drill.action.cancel',
  restore: 'drill.action.restore',
  'make-urgent': 'drill.action.make-urgent',
  'make-normal': 'drill.action.make-normal',
} as const satisfies Record<string, TextKey>;

const calls = {
  'outbox.sendNow': 'drill.act.outbox.sendNow',
  'stale.accept': 'drill.act.stale.accept',
  'stale.checkAgain': 'drill.act.stale.checkAgain',
  'pccc.renew': 'drill.act.pccc.renew',
  'drill.mend': 'drill.act.drill.mend',
  'drafts.queue': 'drill.act.drafts.queue',
  'filings.withdraw': 'drill.act.filings.withdraw',
  'filings.fileElsewhere': 'drill.act.filings.fileElsewhere',
  'filings.synchronise': 'drill.act.filings.synchronise',
} as const satisfies Record<string, TextKey>;

/** What a person did, in words. */
export function actWords({ t }: Text, { call, word }: DrillAct): string {
  const speed = drillSpeeds.find((each) => String(each) === word);
  if (call === 'drill.speed' && speed !== undefined)
    return t('drill.act.drill.speed', { speed: t(`drill.speeds.${speed}`) });
  if (call === 'filings.act' && word !== null && isKeyOf(actions, word)) return t(actions[word]);
  return isKeyOf(calls, call) ? t(calls[call]) : call;
}

function isKeyOf<T extends object>(of: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(of, key);
}
