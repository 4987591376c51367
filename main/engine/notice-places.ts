import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../shared/errors.ts';
import { ownPlacesSchema, type OwnPlaces } from '../central/notice-documents/index.ts';

/** Name of the file, in the data folder, in which an office says where things stand in notices. */
const noticePlacesFile = 'notice-paths.json';

/** What an office says about where things stand in notices. */
export interface NoticePlaces {
  places: OwnPlaces;
  /** Why its file cannot be used; then our own places count alone. */
  problem: Problem | null;
}

/** An office's own places of things in notice documents, by document code; none without a file. */
export function readNoticePlaces(dataFolder: string): NoticePlaces {
  const file = join(dataFolder, noticePlacesFile);
  if (!existsSync(file)) return { places: {}, problem: null };
  try {
    const places = ownPlacesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { places, problem: null };
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    const params = { detail: `${noticePlacesFile}: ${why}` };
    return { places: {}, problem: { code: 'wrong-input', params } };
  }
}
