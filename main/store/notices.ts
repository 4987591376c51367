import { z } from 'zod';
import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import { noticeSchema, type Notice } from '../../shared/filing/receipts.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({ received_at: epochMsSchema, body: z.string() });

export interface Notices {
  /** Keeps a notice as received; `false` where it is already there. */
  keep(destination: string, notice: Notice, at: EpochMs): boolean;
  of(declarationNo: DeclarationNo): (Notice & { receivedAt: EpochMs })[];
}

export function openNotices(connection: Connection): Notices {
  const insert = connection.prepare(
    'INSERT OR IGNORE INTO notice (destination, id, declaration_no, received_at, body) VALUES (?, ?, ?, ?, ?)',
  );
  const select = connection.prepare(
    'SELECT received_at, body FROM notice WHERE declaration_no = ? ORDER BY received_at, id',
  );
  return {
    keep(destination, notice, at) {
      const body = JSON.stringify(notice);
      return insert.run(destination, notice.id, notice.declarationNo, at, body).changes === 1;
    },
    of: (declarationNo) =>
      select
        .all(declarationNo)
        .map((row) => {
          const { received_at: receivedAt, body } = rowSchema.parse(row);
          return { ...noticeSchema.parse(JSON.parse(body)), receivedAt };
        })
        // Those that came together, in the order in which they were issued.
        .toSorted((a, b) => a.receivedAt - b.receivedAt || Date.parse(a.at) - Date.parse(b.at)),
  };
}
