import { openBareLoop } from '../../bare-loop.ts';
import { sampleFiling } from '../../samples.ts';
import { key } from '../roster.ts';
import { serveContender } from '../serve.ts';

await serveContender(({ file }) => {
  const loop = openBareLoop(file, key);
  return {
    enqueue: (n) => loop.insert(sampleFiling(n)),
    async work({ handle, count, onDone }) {
      const last = count ?? Number.POSITIVE_INFINITY;
      for (let i = 0; i < last; i += 1) {
        if (handle === null) loop.once();
        else await loop.onceOver(handle);
        onDone();
      }
    },
    close: () => loop.close(),
  };
});
