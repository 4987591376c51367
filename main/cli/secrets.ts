import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { NaruError } from '../../shared/errors.ts';
import { passphraseOfFile, providerFor } from '../engine/unlock/provider.ts';
import type { KeyProvider } from '../store/index.ts';
import type { Face } from './face.ts';

/** Which secret is asked for, and the variable that names a file with it. */
const sources = {
  passphrase: 'NARU_PASSPHRASE_FILE',
  newPassphrase: 'NARU_NEW_PASSPHRASE_FILE',
  recoveryCode: 'NARU_RECOVERY_CODE_FILE',
} as const;
export type SecretName = keyof typeof sources;

/**
 * A secret from the file that the environment names, else from the terminal without an echo. Never
 * from the arguments: other users of the computer see those.
 * @throws {NaruError} `passphrase-file` where there is neither, or the file cannot be read
 */
export async function askSecret(face: Face, name: SecretName): Promise<string> {
  const variable = sources[name];
  const given = passphraseOfFile(face.env, variable);
  if (given !== null) return given;
  if (!process.stdin.isTTY) throw new NaruError('passphrase-file', { variable, detail: 'TTY' });
  return askInTerminal(`${face.t(`keys.cli.ask.${name}`)}: `);
}

function askInTerminal(question: string): Promise<string> {
  // With a terminal, readline itself writes what is typed; this swallows it.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => reject(new NaruError('key-locked')));
    lines.question('', (answer) => {
      resolve(answer);
      process.stderr.write('\n');
      lines.close();
    });
  });
}

/** What opens the folder's key; asks for the passphrase only where it takes one. */
export function keysOf(face: Face, folder: string): Promise<KeyProvider> {
  return providerFor(folder, () => askSecret(face, 'passphrase'));
}
