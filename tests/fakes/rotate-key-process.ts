import { z } from 'zod';
import { systemClock } from '../../main/engine/system-clock.ts';
import { openDataFolder, wrappedKey } from '../../main/store/index.ts';

/** Changes the key of a folder and ends: what is killed in the middle of it. */
const [folder, secret] = z
  .tuple([z.string(), z.string().regex(/^[0-9a-f]{64}$/)])
  .parse(process.argv.slice(2));
const keys = wrappedKey(folder, Buffer.from(secret, 'hex'));
const held = openDataFolder({ folder, owner: 'rotation', now: new Date(), keys });
held.keys.rotate(systemClock.now());
held.release();
