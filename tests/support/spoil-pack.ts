import * as fc from 'fast-check';
import {
  packFiles,
  splitLines,
  type PackFile,
  type PackFinding,
} from '../../shared/evidence/index.ts';

/** Something that somebody did to a pack, and what must be said of it. */
export interface Spoiled {
  /** In short, for a report of a failure. */
  what: string;
  files: PackFile[];
  /** At least one finding that names it. */
  names(finding: PackFinding): boolean;
}

const edit = (
  files: readonly PackFile[],
  name: string,
  change: (bytes: Uint8Array) => Uint8Array,
): PackFile[] =>
  files.map((file) => (file.name === name ? { name, bytes: change(file.bytes) } : file));

const linesOf = (files: readonly PackFile[]): Uint8Array[] =>
  splitLines(files.find(({ name }) => name === packFiles.journal)?.bytes ?? new Uint8Array());

const journalOf = (files: readonly PackFile[], lines: readonly Uint8Array[]): PackFile[] =>
  edit(files, packFiles.journal, () =>
    Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])),
  );

/** What a changed byte of a file is called. */
const changedCodes: Readonly<Record<string, readonly string[]>> = {
  [packFiles.manifest]: ['manifest-changed'],
  [packFiles.signature]: ['signature-changed', 'signature-unreadable', 'other-key'],
};

const fileOf = (pack: readonly PackFile[]) => fc.nat(pack.length - 1).map((at) => pack[at]);

function changedByte(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  return fc
    .tuple(fileOf(pack), fc.nat(), fc.integer({ min: 1, max: 255 }))
    .map(([file, at, by]) => {
      const name = file?.name ?? '';
      const place = at % (file?.bytes.byteLength ?? 1);
      const files = edit(pack, name, (bytes) => {
        const changed = Uint8Array.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ by;
        return changed;
      });
      const line =
        name === packFiles.journal
          ? splitLines(file?.bytes.subarray(0, place) ?? new Uint8Array()).length
          : null;
      return {
        what: `byte ${place} of ${name} xor ${by}`,
        files,
        names: ({ code, params }) =>
          line === null
            ? (changedCodes[name] ?? ['file-changed']).includes(code) &&
              (params['file'] === name || code === 'other-key')
            : // A byte that was or became a line break makes two lines of one, or one of two.
              (code === 'line-changed' || code === 'line-missing' || code === 'line-extra') &&
              Math.abs(Number(params['line']) - Math.max(1, line)) <= 1,
      };
    });
}

function removedLine(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  const lines = linesOf(pack);
  return fc.nat(lines.length - 1).map((at) => ({
    what: `line ${at + 1} removed`,
    files: journalOf(pack, lines.toSpliced(at, 1)),
    names: ({ code, params }) => code === 'line-missing' && params['line'] === at + 1,
  }));
}

function swappedLines(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  const lines = linesOf(pack);
  return fc
    .uniqueArray(fc.nat(lines.length - 1), { minLength: 2, maxLength: 2 })
    .map(([a = 0, b = 1]) => {
      const [one, other] = [lines[a] ?? new Uint8Array(), lines[b] ?? new Uint8Array()];
      const [first, last] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
      return {
        what: `lines ${first} and ${last} swapped`,
        files: journalOf(pack, lines.with(a, other).with(b, one)),
        names: ({ code, params }) =>
          code === 'lines-moved' && params['first'] === first && params['last'] === last,
      };
    });
}

function copiedLine(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  const lines = linesOf(pack);
  return fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length)).map(([from, to]) => ({
    what: `line ${from + 1} again after ${to}`,
    files: journalOf(pack, lines.toSpliced(to, 0, lines[from] ?? new Uint8Array())),
    names: ({ code }) => code === 'line-extra',
  }));
}

function cutJournal(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  const lines = linesOf(pack);
  return fc.integer({ min: 1, max: lines.length }).map((kept) => ({
    what: `the last ${kept} lines cut`,
    files: journalOf(pack, lines.slice(0, lines.length - kept)),
    names: ({ code, params }) =>
      (code === 'line-missing' && params['line'] === lines.length) ||
      (code === 'lines-missing' && params['last'] === lines.length),
  }));
}

function missingFile(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  return fileOf(pack).map((file) => ({
    what: `without ${file?.name}`,
    files: pack.filter((one) => one !== file),
    names: ({ code, params }) => code.endsWith('-missing') && params['file'] === file?.name,
  }));
}

function extraFile(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  const taken = new Set(pack.map(({ name }) => name));
  return fc
    .tuple(fc.stringMatching(/^[\w가-힣]{1,12}\.\w{1,4}$/), fc.uint8Array({ maxLength: 40 }))
    .filter(([name]) => !taken.has(name.normalize('NFC')))
    .map(([name, bytes]) => ({
      what: `with ${name}`,
      files: [...pack, { name, bytes }],
      names: ({ code, params }) =>
        code === 'file-extra' && params['file'] === name.normalize('NFC'),
    }));
}

function otherName(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  return fileOf(pack).map((file) => ({
    what: `${file?.name} renamed`,
    files: pack.map((one) => (one === file ? { ...one, name: `${one.name}.bak` } : one)),
    names: ({ code, params }) => code.endsWith('-missing') && params['file'] === file?.name,
  }));
}

function cutFile(pack: readonly PackFile[]): fc.Arbitrary<Spoiled> {
  return fc.tuple(fileOf(pack), fc.nat()).map(([file, at]) => {
    const name = file?.name ?? '';
    const kept = at % (file?.bytes.byteLength ?? 1);
    const codes = changedCodes[name] ?? ['file-changed'];
    return {
      what: `${name} cut to ${kept} B`,
      files: edit(pack, name, (bytes) => bytes.subarray(0, kept)),
      names: ({ code, params }) => codes.includes(code) && params['file'] === name,
    };
  });
}

/** Any one thing done to a pack. */
export const spoiled = (pack: readonly PackFile[]): fc.Arbitrary<Spoiled> =>
  fc
    .oneof(
      { arbitrary: changedByte(pack), weight: 4 },
      removedLine(pack),
      swappedLines(pack),
      copiedLine(pack),
      cutJournal(pack),
      missingFile(pack),
      extraFile(pack),
      otherName(pack),
      cutFile(pack),
    )
    // A whole pack in a report of a failure would bury what was done to it.
    .map((one) => Object.assign(one, { [fc.toStringMethod]: () => one.what }));
