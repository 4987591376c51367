import { practicePersons, type PracticeImporter } from './practice-parties.ts';

/** Personal customs codes that no one bears begin so; the last digit tells whose they are. */
const invented = 'P9999';

/** The personal customs code (개인통관고유부호) of a practice person. */
export function practiceCode(person: PracticeImporter, sevenDigits: string): string {
  return `${invented}${sevenDigits}${practicePersons.indexOf(person)}`;
}

/** Whose a practice code is; `null` for a code that practice declarations do not bear. */
export function practiceHolder(code: string): PracticeImporter | null {
  if (!/^P9999\d{8}$/.test(code)) return null;
  return practicePersons[Number(code.at(-1)) % practicePersons.length] ?? null;
}
