import { describe, expect, test } from 'vitest';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { openBench } from './bench.ts';
import { SimulatedDisk, type DiskFault, type DiskOperation } from './disk.ts';
import { office } from './office.ts';
import { openWasm, type WasmConnection } from './wasm-connection.ts';

const bench = await openBench();
const file = bench.templateFile;

type Fault = (operation: DiskOperation, of: string) => DiskFault | null;
const noFault: Fault = () => null;

/** The real store on a simulated disk, whose next faults the test chooses. */
function storeOnDisk(seed: number) {
  let fault = noFault;
  const options = {
    random: seededRandom(seed),
    fault: (operation: DiskOperation, of: string) => fault(operation, of),
  };
  const disk = new SimulatedDisk(options, bench.template);
  bench.vfs.mount(file, { disk, random: seededRandom(seed + 1), now: () => 0 });
  let connections: WasmConnection[] = [];
  function open(): Store {
    return new Store({
      file,
      key: Buffer.alloc(32),
      openDatabase(name, { readonly }) {
        const opened = openWasm(bench.sqlite, name, readonly);
        connections.push(opened);
        return opened.connection;
      },
    });
  }
  return {
    disk,
    open,
    set fault(next: Fault) {
      fault = next;
    },
    end(how: 'kill' | 'power-cut') {
      disk.end(how);
      for (const connection of connections) connection.abandon();
      connections = [];
      disk.startAgain();
    },
  };
}

const name = (store: Store, text: string) =>
  store.transaction(({ settings }) => settings.set('office', { ...office, name: text }));
const nameIn = (store: Store) => officeSchema.parse(store.tables.settings.get('office')).name;

describe('the store on a disk that loses what was not synced', () => {
  test('has every commit after a power cut', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const simulated = storeOnDisk(seed);
      let store = simulated.open();
      for (let n = 0; n < 30; n += 1) {
        name(store, String(n));
        if (n % 7 === seed % 7) store.checkpoint();
      }
      simulated.end('power-cut');
      store = simulated.open();
      expect(nameIn(store)).toBe('29');
      expect(verifyStore(store).findings).toEqual([]);
      simulated.end('kill');
    }
  });

  test.each(['kill', 'reopen'] as const)(
    'after a sync that failed and a %s loses nothing that was saved behind it',
    (after) => {
      for (let seed = 0; seed < 40; seed += 1) {
        const simulated = storeOnDisk(seed);
        let store = simulated.open();
        name(store, 'before');
        simulated.fault = (operation, of) =>
          operation === 'sync' && of.endsWith('-wal') ? 'error' : null;
        expect(() => name(store, 'doubtful')).toThrow(NaruError);
        simulated.fault = noFault;
        if (after === 'reopen') store.reopen();
        else {
          simulated.end('kill');
          store = simulated.open();
        }
        // A new process takes what the system's cache shows; the old one knows that it failed.
        expect(nameIn(store)).toBe(after === 'kill' ? 'doubtful' : 'before');
        name(store, 'behind');
        simulated.end('power-cut');
        expect(nameIn(simulated.open()), `seed ${seed}`).toBe('behind');
        simulated.end('kill');
      }
    },
  );
});
