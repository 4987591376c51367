/** Data of people and secrets that must not get out, and every form in which they might. */

export const known = {
  pccc: 'P987654321098',
  consignee: '홍길동수하인',
  phone: '010-9876-5432',
  address: '서울특별시 강남구 비밀로 77',
  token: 'tok-3f9a77c1e0',
  apiKey: 'k4f220r281w991b050f000c0j1',
  file: '홍길동수하인 주문',
  mail: 'hong.gildong@example.kr',
} as const;

/** Bytes under which a text could stand in a file. */
export function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const escapes = Array.from(text).map((letter) =>
    (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0'),
  );
  const hasEscapes = /[^\u{20}-\u{7e}]/u.test(text);
  const escaped = hasEscapes
    ? [
        escapes.map((hex) => `\\u${hex}`).join(''),
        escapes.map((hex) => `\\u${hex.toUpperCase()}`).join(''),
        Array.from(text)
          .map((letter) =>
            /[ -~]/.test(letter) ? letter : `\\u${(letter.codePointAt(0) ?? 0).toString(16)}`,
          )
          .join(''),
        Array.from(text)
          .map((letter) => `&#${letter.codePointAt(0)};`)
          .join(''),
      ]
    : [];
  return [
    utf8,
    utf16,
    Buffer.from(utf16).swap16(),
    ...[
      ...escaped,
      encodeURIComponent(text),
      utf8.toString('hex'),
      utf8.toString('base64').replace(/=+$/, ''),
    ]
      .filter((form) => form.length >= 6)
      .map((form) => Buffer.from(form)),
  ];
}

/** Which of the texts stand in some bytes, in whatever form. */
export function foundIn(bytes: Uint8Array, texts: Iterable<string>): string[] {
  const within = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...texts].filter((text) => formsOf(text).some((form) => within.includes(form)));
}
