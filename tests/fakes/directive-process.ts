import { workOnDirectives } from '../../main/outbox/index.ts';
import { Store } from '../../main/store/index.ts';
import { epochMs } from '../../shared/time.ts';

// Works on what directives still want, a piece a tick, until nothing is left; tells of each piece.
const [file = ''] = process.argv.slice(2);
const store = new Store({ file, key: Buffer.alloc(32, 7) });

function piece(): void {
  const worked = workOnDirectives(store, epochMs(Date.now()));
  process.stdout.write('.');
  if (worked === null) store.close();
  else setImmediate(piece);
}
piece();
