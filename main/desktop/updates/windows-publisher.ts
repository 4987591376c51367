import { z } from 'zod';

/**
 * Whether an installer of Windows bears the signature of the publisher that this program bears.
 * electron-updater 6.8 takes it for good where PowerShell fails or no publisher is named; here
 * everything but a plain yes is a no.
 */

/** Runs a script of PowerShell with these additional variables. @throws where it does not end well */
export type RunPowerShell = (
  script: string,
  variables: Readonly<Record<string, string>>,
) => Promise<string>;

/** The path goes by a variable: no character of it can become a part of the script. */
const script =
  "$ErrorActionPreference='Stop';" +
  '$s=Get-AuthenticodeSignature -LiteralPath $env:NARU_INSTALLER;' +
  '@{status=[string]$s.Status;path=[string]$s.Path;subject=[string]$s.SignerCertificate.Subject}|ConvertTo-Json -Compress';

const answerSchema = z.strictObject({
  status: z.string(),
  path: z.string(),
  subject: z.string(),
});

/** @returns `null` where it is signed so, else why not */
export async function publisherProblem(
  publishers: readonly string[],
  installer: string,
  run: RunPowerShell,
): Promise<string | null> {
  if (publishers.length === 0) return 'no publisher';
  try {
    const answer = answerSchema.parse(JSON.parse(await run(script, { NARU_INSTALLER: installer })));
    if (answer.status !== 'Valid') return `signature: ${answer.status}`;
    if (answer.path.toLowerCase() !== installer.toLowerCase()) return 'another file';
    return publishers.some((publisher) => isPublisher(publisher, answer.subject))
      ? null
      : `signed by ${answer.subject}`;
  } catch (error) {
    return `not checked: ${error instanceof Error ? error.message.slice(0, 200) : ''}`;
  }
}

/** The whole distinguished name, or the common name alone where no more was given. */
export function isPublisher(wanted: string, subject: string): boolean {
  if (wanted === '' || subject === '') return false;
  return wanted.includes('=') ? wanted === subject : wanted === commonName(subject);
}

/** Whether it can be the subject of a certificate as it is compared here. */
export const isDistinguishedName = (text: string): boolean => commonName(text) !== null;

/** `CN` of a distinguished name; `null` where it has none, or several. */
function commonName(subject: string): string | null {
  const parts = subject.match(/[A-Za-z0-9.]+=(?:"(?:[^"]|"")*"|[^,"]*)(?:, *|$)/g);
  if (parts === null || parts.join('') !== subject) return null;
  const names = parts
    .filter((part) => part.startsWith('CN='))
    .map((part) =>
      part
        .slice('CN='.length)
        .replace(/, *$/, '')
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    );
  return names.length === 1 ? (names[0] ?? null) : null;
}
