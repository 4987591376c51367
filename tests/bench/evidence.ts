import { packKey, samplePack } from '../support/evidence-pack.ts';

/** How long a pack of so many attempts takes to be made, in milliseconds, without its disk. */
export async function timePack(attempts: number): Promise<number> {
  const from = performance.now();
  await samplePack(packKey(), { attempts, filings: Math.ceil(attempts / 3) });
  return performance.now() - from;
}
