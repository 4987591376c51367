import { InvalidArgumentError, type Command } from 'commander';
import type { TextKey } from '../../shared/i18n/index.ts';
import type { Place } from './data.ts';
import type { Exit, Face } from './face.ts';

/** What a verb does, with its arguments and options as they were given. */
type Verb = (face: Face, place: Place, args: string[], options: unknown) => Promise<Exit>;

/** Declares a verb with the options that every verb has; it is loaded when it is called for. */
export type DeclareVerb = (name: string, about: TextKey, load: () => Promise<Verb>) => Command;

export function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError(text);
  return value;
}

export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(text);
  return value;
}
