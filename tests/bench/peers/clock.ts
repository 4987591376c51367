/**
 * Sets the whole process' clock ahead and lets it run faster, timers included, so that a night or
 * half an hour passes in seconds with every library at its own defaults.
 */
export function setClock({ offsetMs, speed }: { offsetMs: number; speed: number }): void {
  if (offsetMs === 0 && speed === 1) return;
  const began = Date.now();
  const realNow = Date.now.bind(Date);
  const now = (): number => Math.floor(began + offsetMs + (realNow() - began) * speed);
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, asNew) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asNew),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.setTimeout = fasterTimer(setTimeout, speed);
  globalThis.setInterval = fasterTimer(setInterval, speed);
}

function fasterTimer<F extends (...given: never[]) => unknown>(timer: F, speed: number): F {
  return new Proxy(timer, {
    apply(target, self, given: unknown[]) {
      const [work, ms, ...rest] = given;
      return Reflect.apply(target, self, [work, Number(ms ?? 0) / speed, ...rest]);
    },
  });
}
