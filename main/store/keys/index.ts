export type { FolderKeys } from './folder-keys.ts';
export { readKeyFile, type KeyFile, type NewSlot } from './key-file.ts';
export { checkNewPassphrase, newScrypt, passphraseSecret } from './passphrase.ts';
export { wrappedKey, wrappingKey } from './providers.ts';
export { formatRecoveryCode, readRecoveryCode, recoverySecret } from './recovery-code.ts';
