import type { CallName } from '../../../shared/contract/index.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import { maskShown } from '../../../shared/privacy/mask-shown.ts';

/**
 * Calls that answer with personal data as it is. Everything else is masked here, where no screen
 * can forget it: the page does not hold what it does not show.
 */
const asItIs: ReadonlySet<CallName> = new Set<CallName>([
  // What a person types must be seen while it is typed.
  'drafts.get',
  'drafts.start',
  'documents.check',
  'documents.render',
  // A new number that practice made up; the old one it is asked for by a key.
  'practice.consigneeReply',
  // On paper it goes to customs.
  'filings.printable',
  // Asked for one by one, and journaled.
  'personal.show',
  'personal.document',
  'personal.consignees',
  'personal.draft',
  'personal.notice',
  'personal.cells',
]);

/** The same handlers, whose answers are masked. */
export function maskedCalls(handlers: CallHandlers): CallHandlers {
  return new Proxy(handlers, {
    get(target, name) {
      const handler: unknown = Reflect.get(target, name);
      if (typeof handler !== 'function' || typeof name !== 'string' || !isCallName(name))
        return handler;
      if (asItIs.has(name)) return handler;
      return (input: unknown): unknown => {
        const answer: unknown = Reflect.apply(handler, undefined, [input]);
        return answer instanceof Promise ? answer.then(maskShown) : maskShown(answer);
      };
    },
  });
}
