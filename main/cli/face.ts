import { maskShown } from '../../shared/privacy/mask-shown.ts';
import { maskText } from '../../shared/privacy/masking.ts';
import type { Problem } from '../../shared/errors.ts';
import {
  createTranslate,
  describeProblem,
  type Language,
  type Translate,
} from '../../shared/i18n/index.ts';

/** Exit codes of every verb. */
export const exit = { done: 0, notAllDone: 1, wrongUse: 2, dataInUse: 3 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person reads the output as it comes. */
  isTerminal: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

/** How a verb speaks: to a person in words, or with `--json` to a machine, alone on stdout. */
export interface Face {
  readonly t: Translate;
  readonly language: Language;
  readonly json: boolean;
  /** Whether personal data is masked; what goes to a person's table is masked by its verb. */
  readonly masks: boolean;
  readonly isTerminal: boolean;
  readonly env: Streams['env'];
  /** For a person; with `--json` it goes beside. */
  say(text: string): void;
  /** For a machine: one JSON value on one line, masked. */
  data(value: unknown): void;
  problem(problem: Problem): void;
  /** What was wrong in the use of the command line itself. */
  wrongUse(sentence: string): void;
  /** Where a fault of the program came from, for those who mend it. */
  trace(error: Error): void;
  /** A word beside the output. */
  note(text: string): void;
  /** Text that is the output itself, whoever reads it. */
  print(text: string): void;
}

export function createFace(
  streams: Streams,
  language: Language,
  { json, masks }: Pick<Face, 'json' | 'masks'>,
): Face {
  const t = createTranslate(language);
  const shown = (value: unknown): unknown => (masks ? maskShown(value) : value);
  return {
    t,
    language,
    json,
    masks,
    isTerminal: streams.isTerminal,
    env: streams.env,
    say: (text) => (json ? streams.err : streams.out)(`${text}\n`),
    data: (value) => streams.out(`${JSON.stringify(shown(value))}\n`),
    problem(problem) {
      const sentence = describeProblem(t, problem);
      const message = masks ? maskText(sentence, []) : sentence;
      if (json) streams.out(`${JSON.stringify(shown({ error: { ...problem, message } }))}\n`);
      streams.err(`${message}\n`);
    },
    wrongUse(message) {
      const params = { detail: message };
      if (json)
        streams.out(`${JSON.stringify({ error: { code: 'wrong-input', params, message } })}\n`);
      streams.err(`${message}\n`);
    },
    trace: (error) => streams.err(`${error.stack ?? error.message}\n`),
    note: (text) => streams.err(`${text}\n`),
    print: (text) => streams.out(`${text}\n`),
  };
}
