import { z } from 'zod';
import type { Connection } from './connection.ts';

const rowSchema = z.object({ pacer: z.string().nullable(), notices: z.string().nullable() });

/** What is remembered of each destination across restarts, as JSON of its owner's shape. */
export interface Gates {
  pacer(destination: string): unknown;
  savePacer(destination: string, state: unknown): void;
  notices(destination: string): unknown;
  saveNotices(destination: string, state: unknown): void;
}

export function openGates(connection: Connection): Gates {
  const select = connection.prepare('SELECT pacer, notices FROM gate WHERE destination = ?');
  const savePacer = connection.prepare(
    'INSERT INTO gate (destination, pacer) VALUES (?, ?) ON CONFLICT DO UPDATE SET pacer = excluded.pacer',
  );
  const saveNotices = connection.prepare(
    'INSERT INTO gate (destination, notices) VALUES (?, ?) ON CONFLICT DO UPDATE SET notices = excluded.notices',
  );
  function read(destination: string, column: 'pacer' | 'notices'): unknown {
    const row = select.get(destination);
    const text = row === undefined ? null : rowSchema.parse(row)[column];
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return value;
  }
  return {
    pacer: (destination) => read(destination, 'pacer'),
    savePacer: (destination, state) => void savePacer.run(destination, JSON.stringify(state)),
    notices: (destination) => read(destination, 'notices'),
    saveNotices: (destination, state) => void saveNotices.run(destination, JSON.stringify(state)),
  };
}
