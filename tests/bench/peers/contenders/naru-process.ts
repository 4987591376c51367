import { createHttpGateway } from '../../../../main/central/index.ts';
import { startDrainLoop } from '../../../../main/engine/drain-loop.ts';
import { systemClock } from '../../../../main/engine/system-clock.ts';
import { enqueue } from '../../../../main/outbox/index.ts';
import { Store } from '../../../../main/store/index.ts';
import { instantGateway, openUnpaced, stepper } from '../../durable.ts';
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
  const steps: Partial<Record<keyof typeof gateways, () => Promise<void>>> = {};
  return {
    enqueue(n) {
      enqueue(store, [sampleFiling(n)], { office, at: systemClock.now(), batchId: null });
    },
    async work({ handle, count, onDone }) {
      const over = handle === null ? 'instant' : 'http';
      const gateway = gateways[over];
      if (count === null) {
        await startDrainLoop(openUnpaced(store, gateway), systemClock, () => {}).ended;
        return;
      }
      const once = (steps[over] ??= stepper(store, gateway));
      for (let i = 0; i < count; i += 1) {
        await once();
        onDone();
      }
    },
    close: () => store.close(),
  };
});
