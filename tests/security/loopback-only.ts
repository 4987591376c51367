import dns from 'node:dns';
import { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { z } from 'zod';

/**
 * Loaded before an engine that is attacked: nothing of it reaches beyond this computer, whatever
 * address a fuzzer has thought of, and at its end it says whether a prototype was changed.
 */

const isHere = (host: string): boolean => /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/.test(host);

const connectOptions = z.looseObject({ host: z.string().optional(), path: z.string().optional() });
const connect = Socket.prototype.connect;
Socket.prototype.connect = function patched(this: Socket, ...args: unknown[]): Socket {
  const [first] = args;
  const options = connectOptions.safeParse(Array.isArray(first) ? first[0] : first);
  const host = options.success
    ? (options.data.host ?? 'localhost')
    : z.string().catch('localhost').parse(args[1]);
  if (!isHere(host) && !(options.success && options.data.path !== undefined)) {
    process.nextTick(() => this.destroy(new Error('only this computer')));
    return this;
  }
  Reflect.apply(connect, this, args);
  return this;
};

const notFound = (): Error => Object.assign(new Error('only this computer'), { code: 'ENOTFOUND' });
const lookup = dns.lookup;
Object.assign(dns, {
  lookup(...args: unknown[]): void {
    const done = args.at(-1);
    if (isHere(String(args[0]))) Reflect.apply(lookup, dns, args);
    else if (typeof done === 'function') process.nextTick(() => done(notFound()));
  },
});
const lookupSoon = dns.promises.lookup;
Object.assign(dns.promises, {
  lookup: (...args: unknown[]): unknown =>
    isHere(String(args[0]))
      ? Reflect.apply(lookupSoon, dns.promises, args)
      : Promise.reject(notFound()),
});
syncBuiltinESMExports();

const prototypes = { Object, Array, Function, String, Number, Map, Set, Promise, Error };
const shapeOf = (): string =>
  Object.entries(prototypes)
    .map(([name, each]) => `${name}: ${Reflect.ownKeys(each.prototype).map(String).join(' ')}`)
    .join('\n');
const before = shapeOf();
const report = process.env['NARU_TEST_POLLUTION'];
process.on('exit', () => {
  if (report !== undefined) writeFileSync(report, before === shapeOf() ? 'clean' : shapeOf());
});
