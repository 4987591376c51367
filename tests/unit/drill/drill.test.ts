import { Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { drillScript } from '../../../main/practice/drill/index.ts';
import { isClean } from '../../../shared/drill/sheet.ts';
import { drillSheetSchema } from '../../../shared/drill/sheet.ts';
import { firstHours, inFolder, leftToItself, openTestDrill } from '../../support/drills.ts';

afterEach(() => vi.restoreAllMocks());

describe('a drill that is left to itself', () => {
  test(
    'is the same to the last entry of its journal with the same seed',
    { timeout: 120_000 },
    async () => {
      const script = firstHours(drillScript('morning', 4), 3);
      const first = await leftToItself(script);
      const second = await leftToItself(script);
      const { began, ended, ...sheet } = first;
      expect({ ...second, began, ended }).toEqual({ ...sheet, began, ended });
      expect(drillSheetSchema.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
      expect(isClean(first)).toBe(true);
      expect(first.limits.some(({ verdict }) => verdict === 'late')).toBe(true);
    },
  );

  test(
    'loses and doubles nothing where half of the answers are lost',
    { timeout: 120_000 },
    async () => {
      const sheet = await leftToItself(firstHours(drillScript('lost-replies', 2), 2));
      expect(isClean(sheet)).toBe(true);
      expect(sheet.audit).toEqual({
        doubleFilings: 0,
        blindResends: 0,
        insideRetryAfter: 0,
        overlaps: 0,
        changedBytes: 0,
      });
      expect(sheet.tallies.taken).toBeGreaterThan(20);
    },
  );

  test('speaks with its own central system alone', { timeout: 60_000 }, async () => {
    const peers = new Set<unknown>();
    const connect = Socket.prototype.connect;
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function spied(
      this: Socket,
      ...given: unknown[]
    ) {
      const [first] = Array.isArray(given[0]) ? given[0] : given;
      peers.add(`${Reflect.get(Object(first), 'host')}:${Reflect.get(Object(first), 'port')}`);
      return Reflect.apply(connect, this, given);
    });
    await inFolder(async (folder) => {
      const drill = await openTestDrill(folder, firstHours(drillScript('morning', 1), 0.5));
      const { host } = new URL(drill.central.state().url);
      drill.clock.setSpeed('leaps');
      await drill.clock.sleep(1_800_000);
      expect(drill.central.state().requests).toBeGreaterThan(20);
      await drill.close();
      expect([...peers]).toEqual([host]);
    });
  });
});

describe('credentials that expire', () => {
  test('stop the sending until a person has mended them', { timeout: 120_000 }, async () => {
    await inFolder(async (folder) => {
      const drill = await openTestDrill(folder, drillScript('credentials', 1));
      const { clock, session, script } = drill;
      const until = (ms: number) => clock.sleep(script.startAt + ms - clock.now());
      const { expireAt } = script.credentials;
      clock.setSpeed('leaps');
      await until(expireAt - 60_000);
      expect(drill.mend()).toBe(false);
      await until(expireAt + 20 * 60_000);
      expect(drill.credentials()).toBe('expired');
      expect(session.store.counts.transport.queued).toBeGreaterThan(0);
      expect(drill.mend()).toBe(true);
      await until(script.endsAfter);
      expect(drill.credentials()).toBe('valid');
      expect(session.store.counts.transport.queued).toBe(0);
      await drill.close();
    });
  });
});
