import type { IncomingMessage } from 'node:http';

/** What is read of a body that is too long before its sender is no longer listened to. */
const patience = 16;

/** The whole body; `too-large` beyond `most` bytes; `gone` where the client left in the middle. */
export async function readBody(
  request: IncomingMessage,
  most: number,
): Promise<Uint8Array | 'too-large' | 'gone'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > most) chunks.length = 0;
      else chunks.push(chunk);
      if (size > most * patience) return 'too-large';
    }
  } catch {
    return 'gone';
  }
  return size > most ? 'too-large' : Buffer.concat(chunks);
}
