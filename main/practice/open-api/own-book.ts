import { z } from 'zod';
import { openBookConnection } from '../book-connection.ts';

/** A declaration's goods, as its document tells of them. */
export interface Goods {
  declarationNo: string;
  cargoControlNo: string;
  house: string;
  master: string;
  /** `YYYYMMDD`; empty where the document does not tell. */
  warehousedOn: string;
  warehouse: string;
}

/** What practice customs keeps for the open API, beside its documents. */
export interface OwnBook {
  surgeMs(): number;
  setSurgeMs(ms: number): void;
  /** The code that has taken the place of this one. */
  successor(code: string): string | null;
  reissue(code: string, successor: string): void;
  keepGoods(goods: Goods): void;
  /** All declarations of goods with this number, of whichever kind. */
  goodsUnder(number: string): Goods[];
  /** The day on which goods came in that nobody has declared; the same day ever after. */
  arrival(number: string, ifNew: string): string;
  close(): void;
}

const tables = `
  CREATE TABLE IF NOT EXISTS surge (only INTEGER PRIMARY KEY CHECK (only = 1), ms INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS reissued (code TEXT PRIMARY KEY, successor TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS goods (
    declaration_no TEXT PRIMARY KEY,
    cargo TEXT NOT NULL,
    house TEXT NOT NULL,
    master TEXT NOT NULL,
    warehoused_on TEXT NOT NULL,
    warehouse TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS goods_by_cargo ON goods (cargo);
  CREATE INDEX IF NOT EXISTS goods_by_house ON goods (house);
  CREATE INDEX IF NOT EXISTS goods_by_master ON goods (master);
  CREATE TABLE IF NOT EXISTS arrival (number TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
`;

const goodsSchema = z.object({
  declaration_no: z.string(),
  cargo: z.string(),
  house: z.string(),
  master: z.string(),
  warehoused_on: z.string(),
  warehouse: z.string(),
});
const text = z.string().optional();

/** @throws {NaruError} as `openBookConnection` */
export function openOwnBook(file: string): OwnBook {
  const connection = openBookConnection(file);
  connection.exec(tables);
  const surge = connection.prepare('SELECT ms FROM surge').pluck();
  const setSurge = connection.prepare(
    'INSERT INTO surge VALUES (1, ?) ON CONFLICT DO UPDATE SET ms = excluded.ms',
  );
  const successor = connection.prepare('SELECT successor FROM reissued WHERE code = ?').pluck();
  const reissue = connection.prepare('INSERT INTO reissued VALUES (?, ?) ON CONFLICT DO NOTHING');
  const keep = connection.prepare(
    `INSERT INTO goods VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET cargo = excluded.cargo,
       house = excluded.house, master = excluded.master, warehoused_on = excluded.warehoused_on,
       warehouse = excluded.warehouse`,
  );
  const under = connection.prepare(
    'SELECT * FROM goods WHERE cargo = ? OR house = ? OR master = ? ORDER BY declaration_no LIMIT 50',
  );
  const arrived = connection.prepare('SELECT day FROM arrival WHERE number = ?').pluck();
  const arrive = connection.prepare('INSERT INTO arrival VALUES (?, ?)');
  return {
    surgeMs: () => z.number().optional().parse(surge.get()) ?? 0,
    setSurgeMs: (ms) => void setSurge.run(Math.round(ms)),
    successor: (code) => text.parse(successor.get(code)) ?? null,
    reissue: (code, next) => void reissue.run(code, next),
    keepGoods: (g) =>
      void keep.run(
        g.declarationNo,
        g.cargoControlNo,
        g.house,
        g.master,
        g.warehousedOn,
        g.warehouse,
      ),
    goodsUnder: (number) =>
      under.all(number, number, number).map((row) => {
        const r = goodsSchema.parse(row);
        return {
          declarationNo: r.declaration_no,
          cargoControlNo: r.cargo,
          house: r.house,
          master: r.master,
          warehousedOn: r.warehoused_on,
          warehouse: r.warehouse,
        };
      }),
    arrival(number, ifNew) {
      const known = text.parse(arrived.get(number));
      if (known === undefined) arrive.run(number, ifNew);
      return known ?? ifNew;
    },
    close: () => void connection.close(),
  };
}
