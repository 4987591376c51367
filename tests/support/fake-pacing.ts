import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import {
  inShownUnit,
  isWithinBounds,
  pacingBounds,
  pacingNames,
  type ChosenPacing,
  type PacingName,
  type PacingView,
} from '../../shared/sync/pacing.ts';
import { epochMs } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

export type PacingHandlers = Pick<
  CallHandlers,
  'pacing.get' | 'pacing.set' | 'pacing.subscribe' | 'pacing.unsubscribe' | 'pacing.look'
>;

const defaults: Record<PacingName, number> = {
  minIntervalMs: 200,
  maxIntervalMs: 2_900_000,
  maxBusyIntervalMs: 14_400_000,
  maxOpen: 20,
  limitPerSecond: 20,
  limitPerMinute: 300,
  urgentScale: 0.5,
  startSpreadMs: 60_000,
  firstTimeoutMs: 15_000,
  minTimeoutMs: 5000,
  maxTimeoutMs: 60_000,
};

/** The pacing of an office that follows a file once it has subscribed to one. */
export function fakePacing(office: FakeOffice): PacingHandlers {
  let own: ChosenPacing = { maxOpen: 5 };
  let subscription: PacingView['subscription'] = null;
  const fleet = (): ChosenPacing => (subscription?.file == null ? {} : { startSpreadMs: 600_000 });

  function view(): PacingView {
    return {
      values: pacingNames.map((name) => ({
        name,
        value: own[name] ?? fleet()[name] ?? defaults[name],
        byDefault: defaults[name],
        origin:
          own[name] !== undefined ? 'office' : fleet()[name] === undefined ? 'default' : 'fleet',
      })),
      subscription,
    };
  }
  function look(): PacingView {
    if (subscription === null) return view();
    const now = office.now();
    const isForged = subscription.address.includes('forged');
    subscription = {
      ...subscription,
      triedAt: now,
      problem: isForged ? { code: 'pacing-file-forged', params: {} } : null,
      file: isForged
        ? null
        : {
            serial: 12,
            issuedAt: epochMs(now - 86_400_000),
            validUntil: epochMs(now + 6 * 86_400_000),
            fetchedAt: now,
            isValid: true,
            note: {
              ko: office.latin ? 'MONDAY' : '월요일 아침에는 천천히 시작합니다.',
              en: 'On Monday mornings, start slowly.',
            },
          },
    };
    return view();
  }

  return {
    'pacing.get': view,
    'pacing.set': ({ values }) => {
      const next = { ...own };
      for (const name of pacingNames) {
        const value = values[name];
        if (value === null) delete next[name];
        else if (value !== undefined && isWithinBounds(name, value)) next[name] = value;
        else if (value !== undefined) {
          const { min, max } = pacingBounds[name];
          throw new NaruError('pacing-out-of-bounds', {
            pacing: name,
            min: inShownUnit(name, min),
            max: inShownUnit(name, max),
          });
        }
      }
      own = next;
      return view();
    },
    'pacing.subscribe': ({ address, publicKey }) => {
      if (!address.startsWith('https://')) throw new NaruError('pacing-address-wrong', { address });
      subscription = { address, publicKey, triedAt: null, problem: null, file: null };
      return look();
    },
    'pacing.unsubscribe': () => {
      subscription = null;
      return view();
    },
    'pacing.look': look,
  };
}
