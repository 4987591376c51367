import { createHmac, randomBytes } from 'node:crypto';

/** Of this process alone: a key says nothing to who would try names and numbers one by one. */
const secret = randomBytes(32);

/**
 * What a screen knows a person by whose name and numbers are masked: the same for the same person,
 * another one for another, until the program ends.
 */
export function personKey(person: { name: string; pccc: string; phone: string }): string {
  const { name, pccc, phone } = person;
  return createHmac('sha256', secret)
    .update(JSON.stringify([name, pccc, phone]))
    .digest('base64url')
    .slice(0, 22);
}
