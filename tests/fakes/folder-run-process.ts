import { parseArgs } from 'node:util';
import { openSession } from '../../main/engine/session.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { defaultPacing, pacingSettingsSchema } from '../../main/outbox/policy/index.ts';
import { openDataFolder } from '../../main/store/index.ts';
import { folderGatewaySchema } from '../../shared/contract/index.ts';

/** Sends what waits in a data folder into a sending folder, and tells its counts. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    send: { type: 'string', default: '' },
    sent: { type: 'string', default: '' },
    receive: { type: 'string', default: '' },
  },
});
const folder = openDataFolder({ folder: values.data, owner: 'test', now: new Date() });
const session = await openSession({
  folder,
  mode: 'real',
  clock: systemClock,
  random: Math.random,
  pacing: pacingSettingsSchema.parse({
    ...defaultPacing,
    minIntervalMs: 0,
    minGapMs: 5,
    limitPerSecond: 1000,
    limitPerMinute: 60_000,
    startSpreadMs: 0,
    unheardPauseMs: 0,
    inquirySettleMs: 10,
    inquiryFirstMs: 10,
    inquiryMaxMs: 1000,
  }),
  gateway: {
    is: 'folder',
    folders: folderGatewaySchema.parse({
      sendFolder: values.send,
      sentFolder: values.sent,
      receiveFolders: [values.receive],
      fileName: '{code}_{number}_{part}.xml',
      encoding: 'cp949',
      everySeconds: 1,
      synchroniseAfterHours: 24,
    }),
  },
  watchOwnWord: false,
  onChange: () => {},
  onPractice: () => {},
  onStep: () => {},
});
session.start();
setInterval(() => {
  console.log(JSON.stringify(session.store.counts.transport));
}, 100);
