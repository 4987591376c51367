import { basename } from 'node:path';
import { z } from 'zod';
import {
  checkDeclaration,
  describeFieldError,
  documentKinds,
  readDocumentXml,
  type SupportedKind,
} from '../../../shared/documents/index.ts';
import type { RenderContext } from '../../../shared/documents/document.ts';
import type { FieldError, FieldWarning } from '../../../shared/errors.ts';
import {
  type DeclarationNo,
  declarationNoSchema,
  kindLetterOf,
} from '../../../shared/filing/numbers.ts';
import { type CivilDate, koreanDate } from '../../../shared/time.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { decodeText, readFile } from '../../intake/index.ts';
import type { Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readBytes } from '../read-bytes.ts';

const optionsSchema = z.object({ check: z.boolean().optional() });

/** A declaration as it came out of a file, and what becomes of it. */
interface Outcome {
  /** Its reference, or the file's name. */
  name: string;
  kind: SupportedKind | null;
  declarationNo: DeclarationNo | null;
  declaredOn: CivilDate | null;
  leftOut: readonly string[];
  errors: readonly FieldError[];
  warnings: readonly FieldWarning[];
  /** `null` where something is wrong. */
  xml: string | null;
}

/** `naru document FILE`: the XML of the declarations in a file, or what is wrong with them. */
export async function documentVerb(
  face: Face,
  _place: Place,
  args: string[],
  options: unknown,
): Promise<Exit> {
  const { check = false } = optionsSchema.parse(options);
  const path = args[0] ?? '';
  const file = { name: basename(path), bytes: readBytes(path, basename(path)) };
  const outcomes = /\.xml$/i.test(file.name) ? [fromXml(file)] : await fromFilings(file);
  if (face.json) face.data({ documents: outcomes.map((outcome) => inJson(face, outcome)) });
  else for (const outcome of outcomes) tell(face, outcome, check);
  return outcomes.every(({ errors }) => errors.length === 0) ? exit.done : exit.notAllDone;
}

interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

function fromXml(file: NamedFile): Outcome {
  const { name } = file;
  const reading = readDocumentXml(decodeText(file).text);
  if (!reading.ok) return { ...nothing, name, errors: reading.errors };
  const { kind, declarationNo, declaredOn, declaration, leftOut } = reading;
  const rendered = render(kind, declaration, {
    declarationNo: declarationNo ?? placeholder(kind),
    declaredOn: declaredOn ?? today(),
  });
  return { name, kind, declarationNo, declaredOn, leftOut, ...rendered };
}

async function fromFilings(file: NamedFile): Promise<Outcome[]> {
  const { filings, errors } = await readFile(file);
  const good = filings.map(({ filing: { reference, kind, declaration } }): Outcome => {
    const context = { declarationNo: placeholder(kind), declaredOn: today() };
    const rendered = render(kind, declaration, context);
    return { ...nothing, name: reference, kind, ...rendered };
  });
  return errors.length === 0 ? good : [...good, { ...nothing, name: file.name, errors }];
}

const nothing = {
  kind: null,
  declarationNo: null,
  declaredOn: null,
  leftOut: [],
  errors: [],
  warnings: [],
  xml: null,
} as const;

function render(
  kind: SupportedKind,
  declaration: unknown,
  context: RenderContext,
): Pick<Outcome, 'errors' | 'warnings' | 'xml'> {
  const checked = checkDeclaration(kind, declaration);
  if (!checked.ok) return { errors: checked.errors, warnings: [], xml: null };
  return { errors: [], warnings: checked.warnings, xml: checked.render(context) };
}

const today = (): CivilDate => koreanDate(systemClock.now());

/** A number that nobody has: it is given when a filing is queued. */
const placeholder = (kind: SupportedKind): DeclarationNo =>
  declarationNoSchema.parse(`00000${today().slice(2, 4)}000000${kindLetterOf[kind]}`);

function tell(face: Face, outcome: Outcome, check: boolean): void {
  const { name, kind, leftOut, errors, warnings, xml } = outcome;
  const { t, language } = face;
  if (kind !== null && documentKinds[kind].provisional) face.note(t('fields.provisional'));
  if (leftOut.length > 0) face.note(t('cli.document.leftOut', { name, paths: leftOut.join(', ') }));
  const sentences = [...errors, ...warnings].map(
    (one) => `  ${describeFieldError(t, language, one)}`,
  );
  const counts = { name, errors: errors.length, doubts: warnings.length };
  if (check) {
    face.say(t(errors.length === 0 ? 'cli.document.good' : 'cli.document.bad', counts));
    for (const sentence of sentences) face.say(sentence);
  } else if (xml === null) {
    face.note(t('cli.document.bad', counts));
    for (const sentence of sentences) face.note(sentence);
  } else {
    if (kind !== null && outcome.declarationNo === null)
      face.note(t('cli.document.placeholder', { name, declarationNo: placeholder(kind) }));
    face.print(xml.trimEnd());
  }
}

function inJson({ t, language }: Face, { errors, warnings, ...outcome }: Outcome): unknown {
  const inWords = (one: FieldError | FieldWarning) => ({
    ...one,
    message: describeFieldError(t, language, one),
  });
  return { ...outcome, errors: errors.map(inWords), warnings: warnings.map(inWords) };
}
