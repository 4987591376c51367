import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../support/virtual-clock.ts';
import { SimulatedDisk, type DiskFault, type DiskOperation, type OpenFile } from './disk.ts';

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);

function openOn(disk: SimulatedDisk, name = 'a'): OpenFile {
  const file = disk.open(name, true);
  if (file === null) throw new RangeError('not opened');
  return file;
}
function contentOf(disk: SimulatedDisk, name = 'a'): number[] | null {
  const content = disk.image().get(name);
  return content === undefined ? null : [...content];
}
/** What power cuts by many seeds leave. */
function remains(
  prepare: (disk: SimulatedDisk) => void,
  fault: (operation: DiskOperation) => DiskFault | null = () => null,
): Set<string> {
  const found = new Set<string>();
  for (let seed = 0; seed < 400; seed += 1) {
    const disk = new SimulatedDisk({ random: seededRandom(seed), fault });
    prepare(disk);
    disk.end('power-cut');
    disk.startAgain();
    found.add(JSON.stringify(contentOf(disk)?.filter((_, i) => i % 512 === 0) ?? null));
  }
  return found;
}

describe('the simulated disk', () => {
  test('keeps what was synced, whatever happens after', () => {
    const left = remains((disk) => {
      const file = openOn(disk);
      file.write(bytes(1024, 1), 0);
      file.sync();
    });
    expect(left).toEqual(new Set(['[1,1]']));
  });

  test('loses what was not, between sectors and in any order', () => {
    const left = remains((disk) => {
      const file = openOn(disk);
      file.write(bytes(1024, 1), 0);
      file.sync();
      file.write(bytes(1024, 2), 0);
      file.write(bytes(512, 3), 0);
    });
    const all = ['[1,1]', '[2,1]', '[1,2]', '[2,2]', '[3,2]', '[3,1]'];
    expect(left).toEqual(new Set(all));
  });

  test('may lose a name that was never synced, and bring a removed one back', () => {
    const created = remains((disk) => void openOn(disk).write(bytes(512, 1), 0));
    expect(created).toContain('null');
    const removed = remains((disk) => {
      const file = openOn(disk);
      file.write(bytes(512, 1), 0);
      file.sync();
      disk.delete('a', false);
    });
    expect(removed).toEqual(new Set(['null', '[1]']));
    const gone = remains((disk) => {
      openOn(disk).sync();
      disk.delete('a', true);
    });
    expect(gone).toEqual(new Set(['null']));
  });

  test('after a kill shows all that was written, and lets the dead process write nothing more', () => {
    const disk = new SimulatedDisk({ random: seededRandom(1), fault: () => null });
    const file = openOn(disk);
    file.write(bytes(2, 1), 0);
    disk.end('kill');
    expect(file.write(bytes(2, 2), 0)).toBe('error');
    disk.startAgain();
    expect(file.write(bytes(2, 3), 0)).toBe('error');
    expect(contentOf(disk)).toEqual([1, 1]);
  });

  test('after a sync that failed may have lost what it shows, for good', () => {
    let syncs = 0;
    const secondSync = (operation: DiskOperation): DiskFault | null => {
      if (operation === 'sync') syncs += 1;
      return operation === 'sync' && syncs === 2 ? 'error' : null;
    };
    const left = remains((disk) => {
      syncs = 0;
      const file = openOn(disk);
      file.sync();
      file.write(bytes(512, 1), 0);
      expect(file.sync()).toBe('error');
      expect(file.sync()).toBe('done');
      expect(contentOf(disk)?.[0]).toBe(1);
    }, secondSync);
    expect(left).toEqual(new Set(['[]', '[1]']));
  });
});
