import type { ServerResponse } from 'node:http';
import type { Answer } from './answers.ts';
import type { Lie } from './plan.ts';

export function sendWhole(response: ServerResponse, answer: Answer, now: number): void {
  response.writeHead(answer.status, headersOf(answer, now));
  response.end(answer.text);
}

/** Announces the whole body, sends half of it and breaks the connection. */
export function cutOff(response: ServerResponse, answer: Answer, now: number): void {
  const body = Buffer.from(answer.text);
  response.writeHead(answer.status, headersOf(answer, now));
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    response.socket?.destroy();
  });
}

/** A receipt that is not of this document; answers without a receipt stay true. */
export function withLie(answer: Answer, lie: Lie): Answer {
  const { receipt } = answer;
  if (receipt === null) return answer;
  const untrue =
    lie === 'other-digest'
      ? { ...receipt, digest: `sha-256=:${'A'.repeat(43)}=:` }
      : { ...receipt, declarationNo: otherNumber(receipt.declarationNo) };
  return { ...answer, text: JSON.stringify(untrue), said: 'nothing', word: lie };
}

function otherNumber(no: string): string {
  const last = no.at(-1) === 'M' ? 'B' : 'M';
  return `${no.slice(0, -1)}${last}`;
}

function headersOf(answer: Answer, now: number): Record<string, string | number> {
  return {
    // By its own clock: a Retry-After that names a date is measured against it.
    date: new Date(now).toUTCString(),
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.text),
    'cache-control': 'no-store',
    ...answer.headers,
  };
}
