import { readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { kind } from '../../../main/practice/folder/index.ts';
import { waitingFiles } from '../../../main/central/folder/index.ts';
import { feeding } from '../../../main/engine/health.ts';
import { openHealth, type Health } from '../../../main/health/index.ts';
import type { ChannelState, GradeChange } from '../../../shared/sync/channels.ts';
import { folderExchange, type FolderExchange } from '../../support/folder-exchange.ts';
import { firstSentence } from '../../support/own-words.ts';
import { tempFolder } from '../store/store-samples.ts';

const minute = 60_000;
// Hours of an office over real requests and files.
vi.setConfig({ testTimeout: 3 * minute, hookTimeout: 2 * minute });
let exchange: FolderExchange;
let health: Health;
let told: GradeChange[];

beforeEach(() => {
  told = [];
  exchange = folderExchange(tempFolder(), 2, kind, {
    onMeasured: (measured) => feeding(health, true).measured(measured),
  });
  health = openHealth({
    store: exchange.store(),
    clock: exchange.clock,
    random: () => 0.5,
    onChange: () => {},
    ways: {
      gateway: { network: false, names: false },
      openApi: { network: true, names: true },
    },
    probes: {
      network: () => Promise.resolve(true),
      name: null,
      connect: null,
      mayConnect: () => true,
      waitingFiles: () => waitingFiles(exchange.folders.sendFolder),
    },
  });
  health.onGradeChange((change) => told.push(change));
});
afterEach(async () => {
  await health.stop();
  exchange.end();
});

/** A filing a minute; the sending program does its work, or sleeps. */
async function work(minutes: number, program: 'awake' | 'asleep'): Promise<void> {
  for (let i = 0; i < minutes * 4; i += 1) {
    if (i % 4 === 0) exchange.enqueue(1, 'import');
    const end = exchange.clock.now() + minute / 4;
    while (exchange.clock.now() < end) await exchange.visitAlone();
    if (program === 'awake') exchange.program.step();
    await health.look();
  }
}
const stateOf = (channel: ChannelState['channel']): ChannelState | undefined =>
  health.states().find((state) => state.channel === channel);
const lying = (): string[] =>
  readdirSync(exchange.folders.sendFolder).filter((name) => !name.startsWith('.'));

describe('the sending program', () => {
  test('asleep: it alone has stopped, with the files that lie there as the cause', async () => {
    await work(10, 'awake');
    expect(stateOf('sending-program')?.grade).toBe('working');
    expect(stateOf('sending-program')?.latency?.p95).toBeLessThan(minute);
    const asleepAt = exchange.clock.now();
    await work(10, 'asleep');
    expect(lying().length).toBeGreaterThan(3);
    expect(stateOf('sending-program')?.grade).toBe('stopped');
    const stop = told.find(({ to }) => to === 'stopped');
    expect(stop).toMatchObject({ channel: 'sending-program', cause: 'lies-there-already' });
    expect((stop?.knownAt ?? 0) - asleepAt).toBeLessThan(5 * minute);
    expect(told.filter(({ to }) => to === 'stopped')).toHaveLength(1);
    expect(stateOf('network')?.grade).toBe('working');
    expect(stateOf('declarations')?.grade).toBe('unknown');
    expect(firstSentence(told, health.states(), exchange.clock.now())).toBe(
      '저희 컴퓨터의 송신 프로그램이 신고서를 가져가지 않아 신고가 나가지 못하고 있습니다. 세관 전산의 장애라는 뜻이 아닙니다.',
    );
  });

  test('awake again: it is believed once files have gone for a while', async () => {
    await work(5, 'awake');
    await work(10, 'asleep');
    await work(15, 'awake');
    expect(stateOf('sending-program')?.grade).toBe('working');
  });

  test('a file that it leaves be while it takes others is no stop', async () => {
    await work(3, 'awake');
    const left = join(exchange.folders.sendFolder, 'GOVCBR929_1234526999999M_D.xml');
    writeFileSync(left, '<x/>');
    for (let i = 0; i < 60; i += 1) {
      if (i % 4 === 0) exchange.enqueue(1, 'import');
      const end = exchange.clock.now() + minute / 4;
      while (exchange.clock.now() < end) await exchange.visitAlone();
      await health.look();
      // Takes all but that one.
      for (const name of lying())
        if (!left.endsWith(name)) unlinkSync(join(exchange.folders.sendFolder, name));
      await health.look();
    }
    expect(lying()).toHaveLength(1);
    expect(stateOf('sending-program')?.grade).toBe('working');
  });

  test('nothing handed over: nothing is known of it', async () => {
    for (let i = 0; i < 20; i += 1) {
      exchange.clock.advance(minute);
      await health.look();
    }
    expect(stateOf('sending-program')).toMatchObject({ grade: 'unknown', samples: 0 });
  });
});
