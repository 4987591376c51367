/** Masking of personal data (개인정보 가리기): names, telephone, identity and PCCC numbers. */

/** What is personal by its shape alone; longer shapes first. */
const shapes: readonly RegExp[] = [
  // 주민등록번호, 외국인등록번호
  /(?<![0-9A-Za-z])\d{6}-?[1-8]\d{6}(?![0-9A-Za-z])/g,
  // 개인통관고유부호
  /(?<![0-9A-Za-z])P[0-9A-Z]{12}(?![0-9A-Za-z])/g,
  // 휴대전화와 안심번호
  /(?<![0-9A-Za-z])0(?:1\d|50\d)[-. ]?\d{3,4}[-. ]?\d{4}(?![0-9A-Za-z])/g,
  /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];

const companyWords =
  /\(주\)|㈜|주식회사|유한|법인|상사|무역|물산|산업|통상|전자|\b(?:co|ltd|inc|corp|llc|gmbh|company|limited)\b\.?/i;

/** Whether a name is that of a company, which is no personal data. */
export const isCompany = (name: string): boolean => companyWords.test(name);

/** The first letter stays: it tells two filings apart and nobody's name. */
export function maskName(name: string): string {
  if (name === '' || isCompany(name)) return name;
  const [first = '', ...rest] = name;
  return first + rest.map((letter) => (letter === ' ' ? ' ' : '*')).join('');
}

/** The first and last letters stay where there are enough between them. */
export function maskNumber(text: string): string {
  const letters = Array.from(text);
  const shown = letters.length >= 12 ? 2 : 1;
  return letters
    .map((letter, at) => (at < shown || at >= letters.length - shown ? letter : '*'))
    .join('');
}

/**
 * Masks what is personal by its shape, and the values that are known to be.
 * @param known names and numbers as the declaration has them
 */
export function maskText(text: string, known: readonly string[]): string {
  let masked = text;
  for (const shape of shapes) masked = masked.replaceAll(shape, maskNumber);
  for (const value of known) masked = masked.replaceAll(value, maskName(value));
  return masked;
}

/** Fields of a declaration that tell of a person. */
export const personalField =
  /^(?:payer|consignee|importer|exporter|submitter)(?:Name|Person|Phone|Email|Id|Address|AddressMore)$/;
/** Shorter values would be found in words that mean something else. */
const shortest = 2;

/** What a declaration says of persons, longest first; names of companies are none of it. */
export function personalValues(declaration: unknown): string[] {
  const found = new Set<string>();
  function look(value: unknown, key: string): void {
    if (typeof value === 'string') {
      const isPersonal = personalField.test(key) && value.length >= shortest && !isCompany(value);
      if (isPersonal) found.add(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) look(inner, name);
  }
  look(declaration, '');
  return [...found].toSorted((a, b) => b.length - a.length);
}

/** Fields of a journal entry that a person or another system wrote freely. */
const freeFields: ReadonlySet<string> = new Set(['note', 'word']);
/** A digest; its digits mean nothing. */
const digest = /^(?:[0-9a-f]{64}|sha-256=:.*:)$/;

/**
 * Masks the data of a journal entry; gives the same text back where nothing in it is personal.
 * @param data JSON of one flat object
 */
export function maskEntryData(data: string, known: readonly string[]): string {
  const masked: unknown = JSON.parse(data, (key, value: unknown) => {
    if (typeof value !== 'string' || value === '' || digest.test(value)) return value;
    // Nobody knows what a free text says, so nothing of it stays.
    return freeFields.has(key) ? '***' : maskText(value, known);
  });
  const text = JSON.stringify(masked);
  return text === JSON.stringify(JSON.parse(data)) ? data : text;
}
