/**
 * A backtracking matcher that counts its steps, so that a pattern's cost is a number and no time on
 * a clock. It walks as engines of JavaScript do: alternatives and repetitions in order, back at
 * every failure.
 */

type Node =
  | { is: 'char'; test(char: string): boolean; samples: readonly string[] }
  | { is: 'seq'; parts: Node[] }
  | { is: 'or'; ways: Node[] }
  | { is: 'many'; of: Node; min: number; max: number; lazy: boolean }
  | { is: 'look'; of: Node; ahead: boolean; wanted: boolean }
  | { is: 'edge'; which: string }
  | { is: 'again' }
  | { is: 'group'; of: Node };

export interface Pattern {
  /** Steps of a search through a text, up to `most`. */
  steps(text: string, most: number): number;
  /** Letters that mean something to it. */
  samples: readonly string[];
}

/** Reads a pattern. @throws {SyntaxError} where it holds what this matcher does not know. */
export function readPattern(source: string, flags: string): Pattern {
  const samples = new Set<string>();
  let at = 0;
  const more = (): boolean => at < source.length;
  const eat = (text: string): boolean => {
    if (!source.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };

  function alternatives(): Node {
    const ways = [sequence()];
    while (eat('|')) ways.push(sequence());
    return ways.length === 1 && ways[0] !== undefined ? ways[0] : { is: 'or', ways };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (more() && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()));
    return { is: 'seq', parts };
  }

  function repeated(of: Node): Node {
    const bounds = /^(?:[*+?]|\{(\d+)(,)?(\d*)\})/.exec(source.slice(at));
    if (bounds === null) return of;
    at += bounds[0].length;
    const lazy = eat('?');
    const [whole, low, comma, high] = bounds;
    if (low === undefined)
      return {
        is: 'many',
        of,
        min: whole === '+' ? 1 : 0,
        max: whole === '?' ? 1 : Infinity,
        lazy,
      };
    const min = Number(low);
    const max = comma === undefined ? min : high === '' ? Infinity : Number(high);
    return { is: 'many', of, min, max, lazy };
  }

  function group(): Node {
    for (const [opening, ahead, wanted] of [
      ['(?=', true, true],
      ['(?!', true, false],
      ['(?<=', false, true],
      ['(?<!', false, false],
    ] as const)
      if (eat(opening)) return closed({ is: 'look', of: alternatives(), ahead, wanted });
    const name = /^\((?:\?:|\?<\w+>)?/.exec(source.slice(at));
    at += name?.[0].length ?? 1;
    return closed({ is: 'group', of: alternatives() });
  }

  function closed(node: Node): Node {
    if (!eat(')')) throw new SyntaxError(`unclosed group in ${source}`);
    return node;
  }

  function atom(): Node {
    const char = source[at] ?? '';
    if (char === '(') return group();
    if (char === '[') return set();
    at += 1;
    if (char === '^' || char === '$') return { is: 'edge', which: char };
    if (char === '.')
      return one((each) => flags.includes('s') || !/[\n\r]/.test(each), ['a', '\n']);
    if (char !== '\\') return literal(char);
    return escape();
  }

  /** A class is judged by the engine itself, letter by letter. */
  function set(): Node {
    const from = at;
    at += 1;
    let depth = 1;
    while (depth > 0) {
      const char = source[at];
      if (char === undefined) throw new SyntaxError(`unclosed class in ${source}`);
      if (char === '\\') at += 1;
      else if (char === ']') depth -= 1;
      else if (char === '[' && flags.includes('v')) depth += 1;
      at += 1;
    }
    return byEngine(source.slice(from, at));
  }

  function escape(): Node {
    const rest = source.slice(at - 1);
    const long = /^\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/.exec(
      rest,
    );
    if (long !== null) {
      at += long[0].length - 1;
      return byEngine(long[0]);
    }
    const char = source[at] ?? '';
    at += 1;
    if (char === 'b' || char === 'B') return { is: 'edge', which: char };
    if (/[1-9]/.test(char)) return { is: 'again' };
    if (char === 'k') {
      at = source.indexOf('>', at) + 1;
      return { is: 'again' };
    }
    return byEngine(`\\${char}`);
  }

  function byEngine(text: string): Node {
    const engine = new RegExp(`^(?:${text})$`, flags.replaceAll(/[gy]/g, ''));
    return one(
      (each) => engine.test(each),
      letters.filter((each) => engine.test(each)).slice(0, 4),
    );
  }

  function literal(char: string): Node {
    const isSame = flags.includes('i')
      ? (each: string): boolean => each.toLowerCase() === char.toLowerCase()
      : (each: string): boolean => each === char;
    return one(isSame, [char]);
  }

  function one(test: (char: string) => boolean, chars: readonly string[]): Node {
    for (const char of chars) samples.add(char);
    return { is: 'char', test, samples: chars };
  }

  const tree = alternatives();
  if (more()) throw new SyntaxError(`cannot read ${source} from ${at}`);
  return {
    steps: (text, most) => countSteps(tree, text, most, flags),
    samples: [...samples],
  };
}

const letters = [
  ...Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)),
  '\n',
  '\r',
  '\t',
  '\u0000',
  '나',
  '－',
  '\u202E',
];

class TooMany extends Error {}

function countSteps(tree: Node, text: string, most: number, flags: string): number {
  let steps = 0;
  type Next = (at: number) => boolean;
  const count = (): void => {
    steps += 1;
    if (steps > most) throw new TooMany();
  };

  function run(node: Node, at: number, next: Next): boolean {
    count();
    switch (node.is) {
      case 'char':
        return at < text.length && node.test(text[at] ?? '') && next(at + 1);
      case 'seq':
        return part(node.parts, 0, at, next);
      case 'or':
        return node.ways.some((way) => run(way, at, next));
      case 'group':
        return run(node.of, at, next);
      case 'many':
        return repeat(node, 0, at, next);
      case 'look': {
        const found = node.ahead ? run(node.of, at, () => true) : endsWith(node.of, at);
        return found === node.wanted && next(at);
      }
      case 'edge':
        return isEdge(node.which, at) && next(at);
      case 'again':
        return next(at);
    }
  }

  /** Whether something of up to so many letters ends here; no look back in the program is longer. */
  function endsWith(node: Node, at: number): boolean {
    for (let from = at; from >= Math.max(0, at - 8); from -= 1)
      if (run(node, from, (end) => end === at)) return true;
    return false;
  }

  const part = (parts: readonly Node[], n: number, at: number, next: Next): boolean => {
    const node = parts[n];
    return node === undefined ? next(at) : run(node, at, (then) => part(parts, n + 1, then, next));
  };

  function repeat(node: Node & { is: 'many' }, times: number, at: number, next: Next): boolean {
    // One letter again and again needs no stack of its own.
    if (node.of.is === 'char' && times === 0) return repeatLetter(node, node.of, at, next);
    const again = (): boolean =>
      times < node.max &&
      run(node.of, at, (then) =>
        then === at && times >= node.min ? false : repeat(node, times + 1, then, next),
      );
    if (times < node.min) return again();
    return node.lazy ? next(at) || again() : again() || next(at);
  }

  function repeatLetter(
    node: Node & { is: 'many' },
    letter: Node & { is: 'char' },
    from: number,
    next: Next,
  ): boolean {
    let end = from;
    const fits = (): boolean =>
      end < text.length && end - from < node.max && letter.test(text[end] ?? '');
    if (node.lazy) {
      for (; ; end += 1) {
        count();
        if (end - from >= node.min && next(end)) return true;
        if (!fits()) return false;
      }
    }
    while (fits()) {
      count();
      end += 1;
    }
    for (; end - from >= node.min; end -= 1) {
      count();
      if (next(end)) return true;
    }
    return false;
  }

  function isEdge(which: string, at: number): boolean {
    const isLine = flags.includes('m');
    if (which === '^') return at === 0 || (isLine && text[at - 1] === '\n');
    if (which === '$') return at === text.length || (isLine && text[at] === '\n');
    const isWord = (index: number): boolean => /\w/.test(text[index] ?? '');
    return (isWord(at - 1) !== isWord(at)) === (which === 'b');
  }

  try {
    // A sticky pattern is tried in one place, any other from every letter on, as `replaceAll` does.
    for (let from = 0; from <= text.length;) {
      let end = from;
      const found = run(tree, from, (at) => {
        end = at;
        return true;
      });
      if (flags.includes('y')) break;
      from = found && end > from ? end : from + 1;
      if (found && !flags.includes('g')) break;
    }
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
  }
  return steps;
}
