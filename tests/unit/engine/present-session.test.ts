import { expect, test } from 'vitest';
import { presentSession } from '../../../main/engine/present-session.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';

/** Sessions in name only, and what is done to them in order. */
function office(broken: { open?: boolean; remember?: boolean } = {}) {
  const did: string[] = [];
  let opened = 0;
  const open = async (mode: Mode) => {
    if (broken.open === true) throw new Error('cannot be opened');
    opened += 1;
    const name = `${mode} ${opened}`;
    did.push(`open ${name}`);
    const close = async (): Promise<void> => {
      did.push(`close ${name}`);
    };
    return { mode, name, close };
  };
  const faults: unknown[] = [];
  const folder = {
    mode: 'practice' as Mode,
    rememberMode(mode: Mode) {
      if (broken.remember === true) throw new Error('cannot be remembered');
      folder.mode = mode;
    },
  };
  async function present() {
    const first = await open('practice');
    return presentSession(first, {
      folder,
      open,
      untilUnread: async () => void did.push('unread'),
      onEntered: () => did.push('entered'),
      onFault: (error) => faults.push(error),
    });
  }
  return { did, faults, folder, broken, present };
}

test('another mode is open before the one before is closed', async () => {
  const { did, folder, present } = office();
  const { session, enter } = await present();
  await enter('real');
  expect(did).toEqual(['open practice 1', 'open real 2', 'entered', 'close practice 1']);
  expect(session().name).toBe('real 2');
  expect(folder.mode).toBe('real');
  await enter('real');
  expect(did).toHaveLength(4);
});

test('where another mode cannot be opened, or not be remembered, the one before works on alone', async () => {
  for (const what of ['open', 'remember'] as const) {
    const { did, faults, broken, present } = office();
    const { session, enter } = await present();
    broken[what] = true;
    await expect(enter('real')).rejects.toThrow('cannot be');
    expect(session().name).toBe('practice 1');
    expect(did).not.toContain('close practice 1');
    expect(did.includes('open real 2')).toBe(did.includes('close real 2'));
    expect(did).not.toContain('entered');
    expect(faults).toEqual([]);
  }
});

test('while no database is open something is done to it; what goes wrong is told once it is open again', async () => {
  const { did, faults, present } = office();
  const { session, enterAgain } = await present();
  await enterAgain(() => did.push('between'));
  expect(did).toEqual([
    'open practice 1',
    'unread',
    'close practice 1',
    'between',
    'open practice 2',
    'entered',
  ]);
  const failed = enterAgain(() => {
    throw new Error('disk is full');
  });
  await expect(failed).rejects.toThrow('disk is full');
  expect(session().name).toBe('practice 3');
  expect(faults).toEqual([]);
});

test('where nothing is open any more, the process is to end', async () => {
  const { faults, broken, present } = office();
  const { enterAgain, leaveDrill } = await present();
  broken.open = true;
  await expect(enterAgain()).rejects.toThrow('cannot be opened');
  await expect(leaveDrill()).rejects.toThrow('cannot be opened');
  expect(faults).toHaveLength(2);
});

test('a drill takes the place, and gives it back to the office', async () => {
  const { did, present } = office();
  const { session, enterDrill, leaveDrill } = await present();
  const drill = { mode: 'practice', name: 'drill', close: async () => {} } as const;
  await enterDrill(drill);
  expect(session().name).toBe('drill');
  await leaveDrill();
  expect(session().name).toBe('practice 2');
  expect(did.filter((one) => one === 'entered')).toHaveLength(2);
});
