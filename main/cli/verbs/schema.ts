import { z } from 'zod';
import { exampleFiling, jsonSchema } from '../../../shared/documents/index.ts';
import { declarationKindSchema } from '../../../shared/filing/numbers.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ example: declarationKindSchema.optional() });

/** `naru schema`: what import takes, or one complete filing. */
export async function schemaVerb(
  face: Face,
  _place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const { example } = optionsSchema.parse(options);
  const value = example === undefined ? jsonSchema() : exampleFiling(example);
  face.print(JSON.stringify(value, null, 2));
  return exit.done;
}
