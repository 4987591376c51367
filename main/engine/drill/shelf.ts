import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { drillScenarioSchema } from '../../../shared/drill/scenarios.ts';
import { drillSheetSchema, type DrillSheet } from '../../../shared/drill/sheet.ts';
import { NaruError } from '../../../shared/errors.ts';
import { epochMsSchema } from '../../../shared/time.ts';
import { readOwnFile, writeDurably } from '../../store/durable-file.ts';

const beginningSchema = z.object({
  format: z.literal(1),
  scenario: drillScenarioSchema,
  seed: z.number().int(),
  began: epochMsSchema,
  keep: z.boolean(),
});
export type Beginning = Omit<z.output<typeof beginningSchema>, 'format'>;

/** Score sheets and what is left of drills, a folder each, below the data folder's `drills`. */
export interface Shelf {
  /** Makes a drill's folder and notes that it has begun; gives its id. */
  begin(beginning: Beginning): string;
  /** Where a drill's database lies, or that of the same drill left to itself. */
  dataFolder(id: string, of: 'person' | 'automatic'): string;
  keep(sheet: DrillSheet): void;
  /** Removes a drill's data and leaves its sheet. */
  dropData(id: string, of: 'person' | 'automatic'): void;
  sheet(id: string): DrillSheet;
  /** The newest first. */
  sheets(): DrillSheet[];
  /** Those that have begun and have no sheet. */
  unfinished(): (Beginning & { id: string })[];
  remove(id: string): void;
}

const beginningFile = 'drill.json';
const sheetFile = 'sheet.json';
const mostSheets = 100;

export function openShelf(dataFolder: string): Shelf {
  const root = join(dataFolder, 'drills');

  function ids(): string[] {
    if (!existsSync(root)) return [];
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted()
      .toReversed();
  }

  function read<T>(id: string, name: string, schema: z.ZodType<T>): T | null {
    const file = join(root, id, name);
    if (!existsSync(file)) return null;
    try {
      const parsed = schema.safeParse(JSON.parse(readOwnFile(file)));
      return parsed.success ? parsed.data : null;
    } catch {
      // A file that was cut off or belongs to another version is as good as none.
      return null;
    }
  }

  return {
    begin(beginning) {
      const day = new Date(beginning.began).toISOString().slice(0, 19).replaceAll(/\D/g, '');
      const id = `${day}-${beginning.scenario}-${beginning.seed}`;
      mkdirSync(join(root, id), { recursive: true, mode: 0o700 });
      write(join(root, id, beginningFile), { format: 1, ...beginning });
      return id;
    },
    dataFolder: (id, of) => join(root, id, of),
    keep: (sheet) => write(join(root, sheet.id, sheetFile), sheet),
    dropData: (id, of) => rmSync(join(root, id, of), { recursive: true, force: true }),
    sheet(id) {
      const sheet = read(id, sheetFile, drillSheetSchema);
      if (sheet === null) throw new NaruError('not-found', { what: id });
      return sheet;
    },
    sheets: () =>
      ids()
        .slice(0, mostSheets)
        .map((id) => read(id, sheetFile, drillSheetSchema))
        .filter((sheet) => sheet !== null),
    unfinished: () =>
      ids().flatMap((id) => {
        const beginning = read(id, beginningFile, beginningSchema);
        if (beginning === null || existsSync(join(root, id, sheetFile))) return [];
        const { format: _, ...rest } = beginning;
        return [{ id, ...rest }];
      }),
    remove(id) {
      if (!ids().includes(id)) throw new NaruError('not-found', { what: id });
      rmSync(join(root, id), { recursive: true, force: true });
    },
  };
}

function write(file: string, value: unknown): void {
  writeDurably(file, `${JSON.stringify(value)}\n`);
}
