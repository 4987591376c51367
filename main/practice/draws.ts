import type { Random } from '../../shared/time.ts';

/**
 * Seeded random numbers for one decision. They depend on the seed and the labels alone, not on
 * what was drawn before, so that requests arriving in another order meet the same fate.
 */
export function draws(seed: number, ...labels: (string | number)[]): Random {
  return splitmix32(hash(`${seed}|${labels.join('|')}`));
}

/** A number in [from, to). */
export function between(random: Random, from: number, to: number): number {
  return from + random() * (to - from);
}

/** FNV-1a, 32 bits, with a final avalanche. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function splitmix32(start: number): Random {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let value = state ^ (state >>> 16);
    value = Math.imul(value, 0x21f0aaad);
    value ^= value >>> 15;
    value = Math.imul(value, 0x735a2d97);
    value ^= value >>> 15;
    return (value >>> 0) / 4_294_967_296;
  };
}
