import { fakePrivacy } from '../support/fake-privacy.ts';
import { fakeKeys } from '../support/fake-keys.ts';
import type { EngineEvent } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';

/** Text that must never reach a face. */
export const secret = 'secret-of-the-engine /home/someone/naru.db';

export interface SmallEngine {
  handlers: CallHandlers;
  subscribe(handler: (event: EngineEvent) => void): () => void;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** Emits an event to all who subscribed. */
  emit(event: EngineEvent): void;
  subscribers(): number;
}

/**
 * An engine that keeps nothing, for tests of what lies between a face and the engine: each call
 * does one thing that a line must carry well.
 */
export function createSmallEngine(): SmallEngine {
  const handlers = new Set<(event: EngineEvent) => void>();
  let received = 0;

  function emit(event: EngineEvent): void {
    for (const handler of handlers) handler(event);
  }

  return {
    emit,
    subscribers: () => handlers.size,
    subscribe(handler) {
      handlers.add(handler);
      return () => {
        handlers.delete(handler);
      };
    },
    ended: new Promise(() => undefined),
    async stop() {
      handlers.clear();
    },
    handlers: {
      ...fakeKeys(),
      ...fakePrivacy(),
      /** Fails as a program does that has a mistake. */
      'sync.get': () => {
        throw new TypeError(secret);
      },
      'filings.page': (input) => ({ rows: [], next: input.after, total: input.limit }),
      'filings.get': (input) => {
        throw new NaruError('not-found', { what: String(input.id) });
      },
      'filings.document': async (input) => ({ xml: '나루'.repeat(input.submissionId), digest: '' }),
      'filings.act': (input) => {
        for (const id of input.ids) emit({ topic: 'filings', ids: [id] });
        return { done: input.ids, refused: [] };
      },
      'drill.state': () => ({ running: null, lastEndedAt: null, daysSince: null, broken: [] }),
      'drill.start': noDrill,
      'drill.speed': noDrill,
      'drill.mend': noDrill,
      'drill.end': noDrill,
      'drill.sheets': () => [],
      'drill.sheet': noDrill,
      'drill.remove': () => ({}),
      'outbox.sendNow': () => ({ accepted: true, nextTryAt: null }),
      'intake.begin': () => ({ intakeId: '0123456789abcdef' }),
      'intake.chunk': (input) => {
        received += input.data.length;
        return { received };
      },
      'intake.preview': unused,
      /** Never answers. */
      'intake.commit': () => new Promise(() => undefined),
      'intake.discard': () => ({}),
      'intake.undo': unused,
      'rescue.get': unused,
      'rescue.restore': unused,
      'rescue.salvage': unused,
      'backup.get': unused,
      'backup.set': unused,
      'backup.make': unused,
      'backup.list': unused,
      'restore.preview': unused,
      'restore.apply': unused,
      'restore.goOn': unused,
      'export.make': unused,
      'move.out': unused,
      'move.stay': unused,
      'evidence.make': unused,
      'evidence.cancel': unused,
      'evidence.key': unused,
      'evidence.incidents': unused,
      'practice.get': unused,
      'practice.scenario': unused,
      'practice.consigneeReply': unused,
      'practice.addSamples': () => {
        process.exit(9);
      },
      /** Answers, but not what the contract says. */
      'gateway.get': () => JSON.parse('{"is":"http","url":7,"hasToken":"yes","token":"secret"}'),
      'gateway.set': () => ({}),
      'connection.get': unused,
      'connection.setProxy': unused,
      'connection.setCertificate': unused,
      'connection.setAuthorities': unused,
      'connection.try': unused,
      'deadlines.page': unused,
      'deadlines.month': unused,
      'deadlines.summary': unused,
      'deadlines.of': unused,
      'deadlines.done': unused,
      'holidays.get': unused,
      'holidays.set': unused,
      'filings.waiting': unused,
      'incidents.file': unused,
      'incidents.get': unused,
      'incidents.notice': unused,
      'incidents.page': unused,
      'incidents.filings': unused,
      'incidents.remark': unused,
      'directives.page': unused,
      'directives.get': unused,
      'directives.enter': unused,
      'directives.filings': unused,
      'directives.do': unused,
      'directives.of': unused,
      'doubles.page': unused,
      'watch.get': unused,
      'unanswered.page': unused,
      'differences.page': unused,
      'reconciliation.begin': unused,
      'drain.plan': unused,
      'health.get': unused,
      'health.history': unused,
      'drain.filing': unused,
      'drain.whatIf': unused,
      'drafts.list': unused,
      'drafts.start': unused,
      'drafts.get': unused,
      'drafts.save': unused,
      'drafts.drop': unused,
      'drafts.queue': unused,
      'templates.list': unused,
      'templates.save': unused,
      'templates.drop': unused,
      'documents.check': unused,
      'documents.render': unused,
      'gateway.tryFolders': unused,
      'notices.document': unused,
      'notices.stray': unused,
      'intake.repair': unused,
      'personal.cells': unused,
      'intake.rows': unused,
      'intake.cancel': unused,
      'intake.template': unused,
      'mappings.list': unused,
      'mappings.save': unused,
      'mappings.drop': unused,
      'hotFolder.get': unused,
      'hotFolder.set': unused,
      'lookup.pccc': unused,
      'lookup.rates': unused,
      'lookup.cargo': unused,
      'lookup.hs': unused,
      'lookup.exportPerformance': unused,
      'openApi.get': unused,
      'openApi.setKey': unused,
      'openApi.setPerHundred': unused,
      'filings.withdraw': unused,
      'filings.synchronise': unused,
      'filings.fileElsewhere': unused,
      'filings.difference': unused,
      'filings.printable': unused,
      'updates.get': unused,
      'updates.set': unused,
      'updates.look': unused,
      'updates.install': unused,
      'pacing.get': unused,
      'pacing.set': unused,
      'pacing.subscribe': unused,
      'pacing.unsubscribe': unused,
      'pacing.look': unused,
      'program.get': unused,
      'program.disk': unused,
      'program.check': unused,
      'logs.get': unused,
      'logs.set': unused,
      'diagnostics.get': unused,
      'numbers.get': unused,
      'numbers.set': unused,
      'numbers.gaps': unused,
      'stale.page': unused,
      'stale.get': unused,
      'stale.accept': unused,
      'stale.checkAgain': unused,
      'pccc.mismatches': unused,
      'pccc.renew': unused,
      'pccc.verify': unused,
      'personal.consignees': unused,
      'freshness.get': unused,
      'freshness.set': unused,
      'office.set': () => ({}),
      'mode.set': () => ({}),
    },
  };
}

function unused(): never {
  throw new NaruError('practice-only');
}

function noDrill(): never {
  throw new NaruError('no-drill');
}
