import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Keystore } from './wiremock.ts';

/** A key for localhost in Java's form, and the certificate that it signed itself (PEM). */
export function makeKeystore(folder: string): Keystore & { certificate: string } {
  const file = join(folder, 'faults.p12');
  const password = 'only-for-tests';
  const store = [
    '-alias',
    'faults',
    '-keystore',
    file,
    '-storetype',
    'PKCS12',
    '-storepass',
    password,
  ];
  const key = '-keyalg EC -groupname secp256r1 -dname CN=localhost -ext san=dns:localhost';
  execFileSync('keytool', ['-genkeypair', ...key.split(' '), '-validity', '3650', ...store], {
    stdio: 'ignore',
  });
  const certificate = execFileSync('keytool', ['-exportcert', '-rfc', ...store], {
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return { file, password, certificate };
}
