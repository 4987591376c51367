import type { NoticeFactName } from '../../../shared/filing/notice-facts.ts';
import type { PartKind } from '../../../shared/filing/part.ts';
import type { NoticeKind, RemoteError } from '../../../shared/filing/receipts.ts';
import type { CivilDate } from '../../../shared/time.ts';
import {
  noticeDocuments,
  pendingCauses,
  submittedDocuments,
  supplementCause,
  supplementKinds,
  type DocumentRole,
  type NoticeDocumentKind,
} from './codes.ts';
import { readErrors } from './errors.ts';
import { readDay } from './times.ts';
import type { Element } from './tree.ts';

/** What Naru says of a document beside its meaning. */
export interface Fact {
  name: NoticeFactName;
  value: string;
}

export interface NoticeMeaning {
  kind: NoticeKind;
  /** Which of the declaration's documents it may speak of. */
  about: readonly PartKind[];
  message: string | null;
  errors: RemoteError[];
  answerBy: CivilDate | null;
  facts: Fact[];
}

/** A document as the meaning is read from it. */
export interface ReadDocument {
  base: Element;
  code: string;
  /** Texts at the first place where the item stands. */
  texts: (
    item:
      | 'originalCode'
      | 'result'
      | 'supplement'
      | 'inspected'
      | 'answerBy'
      | 'reasonCode'
      | 'reason',
  ) => string[];
}

/** What a notice document means. What is not known of it moves nothing. */
export function meaningOf(read: ReadDocument): NoticeMeaning {
  const known = noticeDocuments[read.code];
  const original = originalOf(read);
  if (known === undefined)
    return { ...nothing, kind: 'unknown', about: original.parts ?? ['declaration'] };
  const about = aboutOf(known, original.parts);
  const facts: Fact[] = [{ name: 'document', value: known.name }];
  if (original.code !== null) facts.push({ name: 'original', value: original.code });
  const said = { ...nothing, about, facts, ...sayingOf(known.role, read, facts) };
  // A receipt or an error of another document under the same number, e.g. a value declaration.
  const isForeign =
    (known.role.is === 'receipt' || known.role.is === 'error') &&
    original.code !== null &&
    original.parts === null;
  return isForeign ? { ...said, kind: 'information' } : said;
}

const nothing = {
  kind: 'information' as NoticeKind,
  message: null,
  errors: [],
  answerBy: null,
  facts: [],
} satisfies Omit<NoticeMeaning, 'about'>;

function originalOf({ texts }: ReadDocument): {
  code: string | null;
  parts: readonly PartKind[] | null;
} {
  const code = texts('originalCode').map(documentCode).at(0) ?? null;
  return { code, parts: code === null ? null : (submittedDocuments[code] ?? null) };
}

function aboutOf(
  known: NoticeDocumentKind,
  original: readonly PartKind[] | null,
): readonly PartKind[] {
  if (original === null || known.role.is === 'synchronisation') return known.about;
  const [first] = known.about;
  if (first === 'declaration') return original;
  // The result of an amendment may name the declaration itself as what it is about.
  const both = known.about.filter((part) => original.includes(part));
  return both.length > 0 ? both : known.about;
}

type Saying = Partial<Omit<NoticeMeaning, 'about' | 'facts'>> & Pick<NoticeMeaning, 'kind'>;

/** Adds to `facts` what it read from codes. */
function sayingOf(role: DocumentRole, read: ReadDocument, facts: Fact[]): Saying {
  const { texts } = read;
  const reason = texts('reason').join('\n');
  const message = reason === '' ? null : reason;
  const answerBy =
    texts('answerBy')
      .map(readDay)
      .find((day) => day !== null) ?? null;
  switch (role.is) {
    case 'receipt':
      return { kind: 'received', message };
    case 'error':
      return { kind: 'refused', errors: readErrors(read.base, read.code, reason) };
    case 'word':
      return { kind: role.kind, message, answerBy };
    case 'supplement': {
      const [code = ''] = texts('supplement');
      const words = supplementKinds[code];
      if (words !== undefined) facts.push({ name: 'supplement', value: `${code} ${words}` });
      return { kind: 'documents-required', message, answerBy };
    }
    case 'pending':
      return pendingSaying(read, facts, answerBy);
    case 'result':
      return resultSaying(role, read, facts, { message, answerBy });
    case 'synchronisation': {
      // A full copy has goods; whether there is an answer without one is not known.
      const isCopy = hasGoods(read.base);
      if (isCopy) facts.push({ name: 'full-copy', value: 'Y' });
      return { kind: isCopy ? 'received' : 'information', message: isCopy ? null : message };
    }
  }
}

function pendingSaying({ texts }: ReadDocument, facts: Fact[], answerBy: CivilDate | null): Saying {
  const codes = texts('reasonCode').filter((code) => pendingCauses[code] !== undefined);
  const details = texts('reason');
  const lines = codes.map((code, at) =>
    [`${code} ${pendingCauses[code] ?? ''}`, details[at]].filter(Boolean).join(': '),
  );
  for (const line of lines) facts.push({ name: 'pending-cause', value: line });
  const words = lines.length > 0 ? lines : details;
  return {
    kind: codes.includes(supplementCause) ? 'documents-required' : 'under-review',
    message: words.length > 0 ? words.join('\n') : null,
    answerBy,
  };
}

function resultSaying(
  { results }: Extract<DocumentRole, { is: 'result' }>,
  { texts }: ReadDocument,
  facts: Fact[],
  rest: { message: string | null; answerBy: CivilDate | null },
): Saying {
  const code = texts('result').find((text) => results[text] !== undefined);
  const found = code === undefined ? undefined : results[code];
  const isInspected = texts('inspected').includes('Y');
  if (isInspected) facts.push({ name: 'inspected', value: 'Y' });
  if (code === undefined || found === undefined)
    return { ...rest, kind: isInspected ? 'inspection' : 'information' };
  facts.push({ name: 'result', value: code === found.words ? code : `${code} ${found.words}` });
  const kind = isInspected && found.kind === 'under-review' ? 'inspection' : found.kind;
  return { ...rest, kind, message: rest.message ?? found.words };
}

function hasGoods(element: Element): boolean {
  return element.children.some(
    (child) => (child.name === 'GoodsShipment' && child.children.length > 0) || hasGoods(child),
  );
}

/** The three characters after `GOVCBR`. */
export function documentCode(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^GOVCBR/, '');
}
