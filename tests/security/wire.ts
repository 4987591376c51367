import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came back for bytes that were written to a port as they are. */
export interface Raw {
  /** Status of every answer, in order. */
  statuses: number[];
  text: string;
}

/** Opens a line to a port of this computer. */
export async function openLine(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host });
  await once(socket, 'connect');
  return socket;
}

/** Writes bytes as they are, and gives back all that came until the other side closed. */
export async function sendRaw(port: number, bytes: string | Buffer): Promise<Raw> {
  const socket = await openLine(port);
  let text = '';
  socket.setEncoding('latin1').on('data', (more: string) => (text += more));
  socket.write(bytes);
  await closed(socket);
  return { statuses: statusesIn(text), text };
}

/** Resolves when a line has been closed, in whatever way. */
export function closed(line: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    line.on('error', () => undefined);
    line.once('close', () => resolve());
  });
}

export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
