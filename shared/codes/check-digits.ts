const businessWeights = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

/** The tenth digit of a business registration number (사업자등록번호) from its first nine. */
export function businessCheckDigit(firstNine: string): number {
  const digit = (at: number) => Number(firstNine[at]);
  const sum = businessWeights.reduce((total, weight, at) => total + weight * digit(at), 0);
  const carry = Math.floor((digit(8) * 5) / 10);
  return (10 - ((sum + carry) % 10)) % 10;
}

/** Whether ten digits are a business registration number. */
export function isBusinessNumber(text: string): boolean {
  return /^\d{10}$/.test(text) && businessCheckDigit(text.slice(0, 9)) === Number(text[9]);
}
