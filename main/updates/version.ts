/** A version as we give them: `1.2.3`, or `1.2.3-beta.4` before it. */
export interface Version {
  numbers: readonly [number, number, number];
  /** `null` for a finished one. */
  beta: number | null;
}

const pattern =
  /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:-beta\.(0|[1-9]\d{0,5}))?$/;

/** `null` where it is none of ours. */
export function readVersion(text: string): Version | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const [, major, minor, patch, beta] = found;
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    beta: beta === undefined ? null : Number(beta),
  };
}

/** Below 0 where the first is older, above 0 where it is newer. */
export function compareVersions(a: Version, b: Version): number {
  for (const i of [0, 1, 2] as const)
    if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] - b.numbers[i];
  return (a.beta ?? Infinity) === (b.beta ?? Infinity)
    ? 0
    : (a.beta ?? Infinity) - (b.beta ?? Infinity);
}
