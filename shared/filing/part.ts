import { z } from 'zod';

/**
 * What a filing is to its declaration: the declaration itself, an amendment (정정: GOVCBR5FE import,
 * 5AS export), a withdrawal (취하: 5BF, 5AS) or a request to synchronise (동기화 요청: 5TE, 5TG).
 */
export const partKinds = ['declaration', 'amendment', 'withdrawal', 'synchronisation'] as const;
export type PartKind = (typeof partKinds)[number];

const sequence = z.number().int().min(1).max(999);

export const partSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('declaration') }),
  /** `sequence` counts the amendments of a declaration (정정차수). */
  z.strictObject({ is: z.literal('amendment'), sequence }),
  z.strictObject({ is: z.literal('withdrawal') }),
  z.strictObject({ is: z.literal('synchronisation'), sequence }),
]);
export type Part = z.output<typeof partSchema>;

export const theDeclaration: Part = { is: 'declaration' };

/** Number of a part within its kind; 0 where there is only one. */
export const sequenceOf = (part: Part): number => ('sequence' in part ? part.sequence : 0);

/** The part with this kind and number. */
export function partOf(is: PartKind, sequence: number): Part {
  return is === 'amendment' || is === 'synchronisation' ? { is, sequence } : { is };
}
