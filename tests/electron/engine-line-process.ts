import { WebSocket } from 'ws';
import { z } from 'zod';
import { ipcPort, parentPort, type ParentPortLike } from '../../main/engine/process-ports.ts';
import { stopSchema, webSocketPort } from '../../shared/port/index.ts';

/**
 * Stands where the engine's process stands: passes on to the engine of the test, over a socket, what
 * the host says, and back. Ends when it is told to, and when the test cuts the line: for the host
 * that is an engine that crashed.
 */
const parent = z
  .custom<ParentPortLike>((value) => typeof value === 'object' && value !== null)
  .safeParse(Reflect.get(process, 'parentPort'));
const host = parent.success ? parentPort(parent.data) : ipcPort(process);
const engine = webSocketPort(new WebSocket(process.env['NARU_THEATRE'] ?? ''));
host.onMessage((message) => {
  if (stopSchema.safeParse(message).success) process.exit(0);
  engine.post(message);
});
engine.onMessage((message) => host.post(message));
engine.onClose(() => process.exit(1));
host.post({ kind: 'ready' });
