import { createHttpGateway } from '../../../../main/central/index.ts';
import { startDrainLoop } from '../../../../main/engine/drain-loop.ts';
import { systemClock } from '../../../../main/engine/system-clock.ts';
import { enqueue } from '../../../../main/outbox/index.ts';
import { Store } from '../../../../main/store/index.ts';
import { instantGateway, openUnpaced, bringer } from '../../durable.ts';
import { office, sampleFiling } from '../../samples.ts';
import { key } from '../roster.ts';
import { serveContender } from '../serve.ts';

/** The real store and outbox, unpaced. */
await serveContender(({ file, url }) => {
  const store = new Store({ file, key });
  const gateways = {
    instant: instantGateway,
    http: createHttpGateway({ baseUrl: url, token: () => null, userAgent: 'bench' }),
  };
  const bringers: Partial<Record<keyof typeof gateways, ReturnType<typeof bringer>>> = {};
  return {
    enqueue(n) {
      enqueue(store, [sampleFiling(n)], { office, at: systemClock.now(), batchId: null });
    },
    async work({ handle, count, workers, onDone }) {
      const over = handle === null ? 'instant' : 'http';
      const gateway = gateways[over];
      if (count === null) {
        const outbox = openUnpaced(store, gateway, () => {}, workers);
        await startDrainLoop(outbox, systemClock, () => {}).ended;
        return;
      }
      const bring = (bringers[over] ??= bringer(store, gateway, workers));
      await bring(count, onDone);
    },
    close: () => store.close(),
  };
});
