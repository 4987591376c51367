import { strFromU8, strToU8 } from 'fflate';
import { chainText } from './chain.ts';
import type { Digests } from './files.ts';
import type { PackFinding } from './findings.ts';
import { journalLineSchema, type JournalLine } from './journal-line.ts';
import type { Manifest } from './manifest.ts';

/**
 * Follows the journal's chain from its first line to its last. Where one entry's hash covers the
 * one before, that one is vouched for too.
 */
export async function checkChain(
  lines: readonly Uint8Array[],
  { before, last }: Manifest['journal'],
  digests: Digests,
): Promise<PackFinding[]> {
  const findings: PackFinding[] = [];
  let { seq, hash } = before;
  for (const [index, bytes] of lines.entries()) {
    const line = index + 1;
    const entry = readLine(bytes);
    if (entry === null) {
      findings.push({ code: 'line-unreadable', params: { line } });
      continue;
    }
    if (index === 0 && entry.seq !== seq + 1)
      findings.push({ code: 'journal-begins-elsewhere', params: { line, seq: entry.seq } });
    else if (entry.seq !== seq + 1)
      findings.push({ code: 'entry-missing', params: { line, seq: seq + 1 } });
    if (entry.is === 'entry') {
      const own = await digests.sha256(strToU8(chainText(hash, entry)));
      if (own !== entry.hash)
        findings.push({ code: 'entry-changed', params: { line, seq: entry.seq } });
    }
    ({ seq, hash } = entry);
  }
  if (seq !== last.seq || hash !== last.hash)
    findings.push({
      code: 'journal-ends-elsewhere',
      params: { seq: last.seq, line: lines.length },
    });
  return findings;
}

function readLine(bytes: Uint8Array): JournalLine | null {
  try {
    const line = journalLineSchema.safeParse(JSON.parse(strFromU8(bytes)));
    return line.success ? line.data : null;
  } catch {
    return null;
  }
}
