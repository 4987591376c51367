/** Where JSON text first breaks its grammar, in lines and columns from 1. */
export function findJsonFault(text: string): { line: number; column: number } {
  const before = text.slice(0, faultOffset(text));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}

const tokens = {
  blank: /[ \t\r\n]*/y,
  escape: /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y,
  scalar: /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y,
} as const;

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'end';

/** Walks the grammar without building anything. */
function faultOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const skip = (token: RegExp): boolean => {
    token.lastIndex = at;
    if (!token.test(text)) return false;
    at = token.lastIndex;
    return true;
  };
  const skipString = (): boolean => {
    if (text[at] !== '"') return false;
    const start = at;
    at += 1;
    for (let char = text[at]; char !== undefined; char = text[at]) {
      if (char === '"') {
        at += 1;
        return true;
      }
      if (char < ' ' || (char === '\\' && !skip(tokens.escape))) return false;
      if (char !== '\\') at += 1;
    }
    // A string that is never closed is told where it begins.
    at = start;
    return false;
  };
  const afterValue = (): Expected => (open.length === 0 ? 'end' : 'comma-or-end');
  for (;;) {
    skip(tokens.blank);
    const char = text[at];
    if (char === undefined || expected === 'end') return at;
    const closes = char === '}' ? '{' : char === ']' ? '[' : null;
    if (closes !== null) {
      const mayClose =
        expected === 'comma-or-end' ||
        (expected === 'key-or-end' && closes === '{') ||
        (expected === 'value-or-end' && closes === '[');
      if (!mayClose || open.at(-1) !== closes) return at;
      open.pop();
      at += 1;
      expected = afterValue();
    } else if (expected === 'comma-or-end') {
      if (char !== ',') return at;
      at += 1;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (expected === 'colon') {
      if (char !== ':') return at;
      at += 1;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key-or-end') {
      if (!skipString()) return at;
      expected = 'colon';
    } else if (char === '{' || char === '[') {
      open.push(char);
      at += 1;
      expected = char === '{' ? 'key-or-end' : 'value-or-end';
    } else {
      if (!(char === '"' ? skipString() : skip(tokens.scalar))) return at;
      expected = afterValue();
    }
  }
}
