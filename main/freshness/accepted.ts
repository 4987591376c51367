import { z } from 'zod';
import type { StaleFinding } from '../../shared/filing/stale.ts';
import type { CivilDate } from '../../shared/time.ts';

const acceptedSchema = z.object({ findings: z.array(z.string()) });
export type Accepted = z.output<typeof acceptedSchema>;

/**
 * What names a finding, so that the same one stops its filing no more once a person has accepted
 * it: a rate by value and week, what could not be checked for that day alone. `null` for what
 * nobody can accept: a code that is not its holder's is never sent.
 */
export function identityOf(finding: StaleFinding, today: CivilDate): string | null {
  switch (finding.is) {
    case 'exchange-rate':
      return `exchange-rate ${finding.currency} ${finding.after} ${finding.from}`;
    case 'exchange-rate-unchecked':
      return `exchange-rate-unchecked ${finding.currency} ${today}`;
    case 'pccc-unchecked':
      return `pccc-unchecked ${finding.pccc} ${today}`;
    case 'deadline-passed':
      return `deadline-passed ${finding.deadline}`;
    case 'not-recomputable':
      return `not-recomputable ${finding.why} ${today}`;
    case 'pccc-mismatch':
      return null;
  }
}

/** Reads what was accepted before; nothing where it cannot be read. */
export function readAccepted(stored: unknown): ReadonlySet<string> {
  const parsed = acceptedSchema.safeParse(stored);
  return new Set(parsed.success ? parsed.data.findings : []);
}

/** What is accepted when a person accepts these findings too. */
export function withAccepted(
  stored: unknown,
  findings: readonly StaleFinding[],
  today: CivilDate,
): Accepted {
  const names = findings.map((one) => identityOf(one, today)).filter((name) => name !== null);
  return { findings: [...new Set([...readAccepted(stored), ...names])] };
}
