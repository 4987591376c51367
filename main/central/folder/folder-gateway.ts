import { readdir, stat, unlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { FolderGateway } from '../../../shared/contract/gateway.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import type { DeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Part } from '../../../shared/filing/part.ts';
import type { RemoteError } from '../../../shared/filing/receipts.ts';
import type { Clock, EpochMs } from '../../../shared/time.ts';
import type {
  FrozenDocument,
  Gateway,
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  RequestOptions,
  SendOutcome,
} from '../gateway.ts';
import type { OwnPlaces } from '../notice-documents/index.ts';
import { withinTime, type Ended } from './deadline.ts';
import { folderDestination } from './destination.ts';
import { encodeDocument } from './encode.ts';
import { fateOf } from './fate.ts';
import { fileNameOf, isFileNamePattern, isOwnTemporary, temporaryName } from './file-name.ts';
import { causeOf, codeOf, handOver, look, takeBack } from './hand-over.ts';
import { openLying } from './lying.ts';
import type { FolderMemory, Remembered } from './memory.ts';
import { openReceiving } from './receiving.ts';

export interface FolderGatewayOptions {
  folders: FolderGateway;
  memory: FolderMemory;
  clock: Clock;
  /** An office's own places of things in notice documents, tried before ours. */
  places?: OwnPlaces;
  /** Whether the open API's cargo progress names a declaration, as far as anybody can be asked. */
  cargoTells?: (no: DeclarationNo) => Promise<CargoWord>;
  /** A received file that cannot be read is given this long to become whole, in milliseconds. */
  settleMs?: number;
}

/** What the cargo progress tells of a declaration; that it says nothing proves nothing. */
type CargoWord = { is: 'got-in'; at: EpochMs | null } | { is: 'not-told' } | { is: 'not-known' };

/** What is remembered of a document that nobody here has sent. */
const neverSent: Remembered = {
  digest: '',
  handOvers: [],
  files: [],
  lastFile: null,
  toldSince: [],
  wentThisWay: false,
};
/** What a crash left in the sending folder is of no use any more after this, in milliseconds. */
const leftoverMs = 24 * 3_600_000;
/** Share of a visit's time after which a look ends with what it has. */
const lookShare = 0.6;

/**
 * The adapter for folder exchange with the sending program that stands on a broker's computer. What
 * is handed over is not taken: only a notice, the cargo progress or a synchronisation tells.
 * @throws {RangeError} where the file name's pattern does not tell documents apart
 */
export function createFolderGateway(options: FolderGatewayOptions): Gateway {
  const { memory, clock } = options;
  const { fileName, encoding, everySeconds } = options.folders;
  if (!isFileNamePattern(fileName)) throw new RangeError('not a pattern for file names');
  const sendFolder = resolve(options.folders.sendFolder);
  const sentFolder =
    options.folders.sentFolder === null ? null : resolve(options.folders.sentFolder);
  const lying = openLying({ sendFolder, sentFolder });
  const receiving = openReceiving({
    folders: options.folders.receiveFolders.map((folder) => resolve(folder)),
    without: sentFolder === null ? [sendFolder] : [sendFolder, sentFolder],
    isRead: (file) => memory.isRead(file),
    places: options.places ?? {},
    settleMs: options.settleMs ?? 30_000,
  });
  /** A look that hangs on a drive that is gone; another one would hang beside it. */
  let looking: Promise<unknown> | null = null;
  let isTidied = false;

  async function tidy(): Promise<void> {
    if (isTidied) return;
    isTidied = true;
    for (const name of (await readdir(sendFolder)).filter(isOwnTemporary)) {
      const file = join(sendFolder, name);
      try {
        const { mtimeMs } = await stat(file);
        if (Date.now() - mtimeMs > leftoverMs) await unlink(file);
      } catch {
        // Another time.
      }
    }
  }

  async function submit(document: FrozenDocument, isGivenUp: () => boolean): Promise<SendOutcome> {
    const encoded = encodeDocument(document.bytes, encoding);
    if (!encoded.ok)
      return {
        ...seen('invalid-document'),
        outcome: 'refused',
        errors: encoded.characters.map(notInEncoding),
      };
    const { declarationNo: no, part } = document;
    const known = memory.of(no, part);
    if (wasTakenBefore(document, known))
      return { ...seen('told-by-notice'), outcome: 'handed-over' };
    const files = known?.files ?? [];
    let found: string | null;
    try {
      await tidy();
      found = await lying.find(document, encoded.bytes, files);
    } catch (error) {
      return { ...seen(causeOf(error), codeOf(error)), outcome: 'not-sent' };
    }
    if (found !== null) return leaveLying(document, found);
    const taken = (name: string): boolean => files.includes(name) || lying.isTaken(name);
    const name = fileNameOf(fileName, document, taken);
    const handed = await handOver({
      folder: sendFolder,
      name,
      bytes: encoded.bytes,
      begin: () => {
        if (isGivenUp()) throw new Error('given up');
        memory.handingOver(no, part, name, clock.now());
      },
    });
    const file = join(sendFolder, name);
    switch (handed.is) {
      case 'handed-over':
        return { ...seen('handed-over', file), outcome: 'handed-over' };
      case 'not-done':
        return { ...seen(handed.cause, `${file}: ${handed.detail}`), outcome: 'not-sent' };
      case 'not-known':
        return { ...seen('folder-unreachable', `${file}: ${handed.detail}`), outcome: 'unknown' };
    }
  }

  /**
   * Whether customs speaks of what nobody here ever handed over: an older copy of the data was put in
   * place, and its day is told by the notices alone. It is not handed over again; they settle it.
   */
  function wasTakenBefore(
    { declarationNo: no, part }: FrozenDocument,
    known: Remembered | null,
  ): boolean {
    if (known === null || part.is === 'synchronisation') return false;
    // The one that is being made now is among them.
    if (known.handOvers.length > 1 || known.files.length > 0) return false;
    return fateOf({ declarationNo: no, part, ...known }, memory.notices(no)).is === 'taken';
  }

  /** What lies there already is as good as handed over, whoever did it. */
  function leaveLying({ declarationNo, part }: FrozenDocument, file: string): SendOutcome {
    try {
      memory.handingOver(declarationNo, part, basename(file), clock.now());
    } catch (error) {
      return { ...seen('folder-unreachable', codeOf(error)), outcome: 'not-sent' };
    }
    return { ...seen('lies-there-already', file), outcome: 'handed-over' };
  }

  async function inquire(
    of: { declarationNo: DeclarationNo; part: Part },
    how: RequestOptions,
  ): Promise<InquiryOutcome> {
    const { declarationNo: no, part } = of;
    // Of what an older copy of the data does not know to have been sent, the notices tell all the same.
    const known = memory.of(no, part) ?? neverSent;
    const { digest } = known;
    const told = fateOf({ declarationNo: no, part, ...known }, memory.notices(no));
    if (told.is === 'taken')
      return { ...seen(told.cause), outcome: 'taken', receipt: told.receipt };
    if (told.is === 'refused')
      return { ...seen('told-by-notice', told.words), outcome: 'refused', errors: told.errors };
    const cargo = part.is === 'declaration' ? await askCargo(no, how) : null;
    if (cargo?.is === 'got-in')
      return {
        ...seen('told-by-cargo-progress'),
        outcome: 'taken',
        receipt: {
          declarationNo: no,
          state: 'received',
          // The cargo progress names the declaration by its own number and gives no other.
          receiptNo: no,
          receivedAt: new Date(cargo.at ?? clock.now()).toISOString(),
          digest,
        },
      };
    return whereItIs(known);
  }

  /** An answer that takes longer is there for the next inquiry: the open API keeps it. */
  async function askCargo(no: DeclarationNo, how: RequestOptions): Promise<CargoWord | null> {
    const { cargoTells } = options;
    if (cargoTells === undefined) return null;
    const patience = { ...how, timeoutMs: how.timeoutMs * lookShare };
    const ended = await withinTime(patience, () => cargoTells(no));
    return ended.is === 'done' ? ended.value : null;
  }

  /** What the sending folder itself tells of the last hand-over. */
  async function whereItIs(known: Remembered): Promise<InquiryOutcome> {
    if (!known.wentThisWay) return { ...seen('no-answer-yet'), outcome: 'unknown' };
    const { lastFile } = known;
    if (known === neverSent) return { ...seen('no-answer-yet'), outcome: 'unknown' };
    const notBegun = { ...seen('never-handed-over'), outcome: 'not-found' } as const;
    if (lastFile === null) return notBegun;
    try {
      if (await lying.waits(lastFile))
        return {
          ...seen('lies-there-already', join(sendFolder, lastFile)),
          outcome: 'unknown',
        };
      const unnamed = join(sendFolder, temporaryName(lastFile));
      if ((await look(unnamed)) === 'there' && (await takeBack(sendFolder, lastFile)))
        return notBegun;
    } catch {
      // The folder cannot be looked into: nothing is known.
    }
    return { ...seen('no-answer-yet'), outcome: 'unknown' };
  }

  async function notices(limit: number, how: RequestOptions): Promise<NoticesOutcome> {
    const { files, more, unfinished, troubles } = await receiving.look({
      limit,
      forMs: how.timeoutMs * lookShare,
    });
    const everyMs = everySeconds * 1000;
    const [trouble] = troubles;
    if (trouble !== undefined && files.length === 0)
      return {
        ...seen('folder-unreachable', `${trouble.folder}: ${trouble.detail}`),
        outcome: 'not-sent',
        againInMs: everyMs,
      };
    return {
      ...seen('receipt'),
      outcome: 'page',
      notices: [],
      next: folderDestination,
      files,
      isEnd: !more && !unfinished && troubles.length === 0,
      againInMs: more ? 0 : unfinished ? Math.min(everyMs, 1000) : everyMs,
    };
  }

  return {
    destination: folderDestination,
    synchronises: true,
    tellsByNotices: true,
    async submit(document, how) {
      let hasBegun = false;
      const ended = await withinTime(how, (isGivenUp) =>
        orOwnTrouble(() =>
          submit(document, () => {
            hasBegun = !isGivenUp();
            return isGivenUp();
          }),
        ),
      );
      if (ended.is === 'done' && ended.value !== null) return ended.value;
      // What was given up before the file got its name never gets it.
      const outcome = hasBegun ? 'unknown' : 'not-sent';
      return { ...seen(whyOf(ended)), outcome };
    },
    async inquire(of, how) {
      const ended = await withinTime(how, () => orOwnTrouble(() => inquire(of, how)));
      if (ended.is === 'done' && ended.value !== null) return ended.value;
      return { ...seen(whyOf(ended)), outcome: 'unknown' };
    },
    async notices(_after, limit, how) {
      const againInMs = everySeconds * 1000;
      if (looking !== null)
        return { ...seen('folder-unreachable'), outcome: 'not-sent', againInMs };
      const work = orOwnTrouble(() => notices(limit, how)).finally(() => {
        looking = null;
      });
      looking = work;
      const ended = await withinTime(how, () => work);
      if (ended.is === 'done' && ended.value !== null) return ended.value;
      return { ...seen(whyOf(ended)), outcome: 'not-sent', againInMs };
    },
    ownWord: () => Promise.resolve(null),
  };
}

/** Our own data could not be read: the outbox finds that out by itself, and nothing is done meanwhile. */
async function orOwnTrouble<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NaruError) return null;
    throw error;
  }
}

const whyOf = (ended: Ended<unknown>): Cause =>
  ended.is === 'given-up' ? ended.why : 'cancelled-by-us';

function seen(cause: Cause, answer: string | null = null): Observation {
  return { cause, httpStatus: null, retryAfterMs: null, answer };
}

/** A character that the sending program's encoding does not have. */
function notInEncoding(character: string): RemoteError {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { code: 'not-in-cp949', message: `${character} (${name})` };
}
