import { directiveErrors } from './directives.ts';
import { backupErrors } from './backup.ts';
import { evidenceErrors } from './evidence.ts';
import { keyErrors } from './keys.ts';
import { pacingErrors } from './pacing.ts';
import { updateErrors } from './updates.ts';

/** Sentences for every `ErrorCode`: what happened and the cure. */
export const errors = {
  ...directiveErrors,
  ...backupErrors,
  ...evidenceErrors,
  ...keyErrors,
  ...pacingErrors,
  ...updateErrors,
  'data-in-use':
    'This data folder is already open by {{owner}} (process {{pid}}, since {{since}}). Close that program first.',
  'data-from-newer-version':
    'This data was written by a newer Naru (data version {{found}}; this program knows up to {{known}}). Update Naru. The data was left as it is.',
  'data-from-older-version':
    'This data was made by an older Naru (data version {{found}}, this program has {{known}}). Open Naru once, e.g. naru status: it keeps a copy and brings the data to the new version.',
  'data-damaged':
    'The data file is damaged: {{file}}. Leave it where it is. Open Naru to restore a backup or to save what can be read; on the command line that is naru restore-backup and naru salvage. ({{detail}})',
  'data-missing':
    'A data file that was there is gone: {{file}}. It was deleted or moved. Put it back and start again. No new one was made.',
  'data-read-only':
    'The data file cannot be written (read-only): {{file}}. Give write permission to the file and its folder and work goes on.',
  'data-not-writable':
    'The data folder cannot be made or written: {{folder}}. Check its permissions or name another one with --data.',
  'disk-full': 'The disk is full. Make room and work goes on by itself. Saved filings are safe.',
  'disk-error':
    'An error occurred while writing to the disk ({{detail}}). What was saved is being read again.',
  'wrong-key':
    'The key file does not belong to this data: {{file}}. Put back the key file this data was made with.',
  'key-missing':
    'The key file is missing: {{file}}. The data is encrypted and cannot be opened without it. Put the key file back.',
  'wrong-input': 'The input is not right: {{detail}}',
  'unknown-call': 'Unknown request: {{name}}',
  'not-found': 'Not found: {{what}}',
  'no-office':
    'There is no office profile. First set the declarant code, name and customs office (naru init).',
  'not-possible-now': 'This cannot be done in the present state ({{state}}).',
  'draft-changed':
    'Another window has changed and saved this draft. Read the draft again and make your change there.',
  'outcome-unknown':
    'It was sent, but nobody knows yet whether it was taken. So that it is not filed twice, wait until the answer is known.',
  'serials-used-up':
    'Desk {{desk}} has used up its declaration numbers ({{letter}} {{first}}–{{last}}). Add a range under number ranges in the settings.',
  'ranges-overlap':
    'Number ranges overlap ({{letter}}: {{one}} and {{other}}). Let the second one begin at {{free}}, so that no number is given twice.',
  'range-backwards':
    'A number range ends before it begins ({{desk}} {{letter}} {{first}}–{{last}}). Swap its two ends.',
  'range-missing':
    'Desk {{desk}} has no number range for the letter {{letter}}. Add one under number ranges in the settings.',
  'number-in-doubt':
    'A document may already have been taken under this declaration number, so it cannot be edited. Ask customs; if nothing was taken, cancel it and file anew.',
  'pccc-mismatch':
    'A filing whose personal customs code is not its holder’s is not sent. Ask the consignee for the new number and put it in.',
  'which-pccc':
    'This filing has several personal customs codes that do not match, or none. Choose which one to replace.',
  'taken-amend-instead':
    'Customs has already taken this filing. Make an amendment with the new number.',
  'part-open': '{{reference}} is not finished yet. Try again when it is done or cancelled.',
  'document-not-known':
    'No document for this is known for this kind of declaration. Apply to customs directly.',
  'not-offered':
    'The channel in use does not offer this. Check the connection to the central system in the settings.',
  'practice-only': 'This can be done in practice mode only.',
  'drill-running': 'This cannot be done during a drill. End the drill first.',
  'no-drill': 'No drill is running. Start one first.',
  'drill-holds-filings':
    'Real filings not sent or not answered yet: {{count}}. They stop during a drill; confirm that to start it.',
  'real-mode-only': 'This can be done in real mode only.',
  'file-unreadable': 'The file cannot be read: {{name}} ({{detail}})',
  'file-empty': 'The file is empty: {{name}}. Choose a file with declarations in it.',
  'file-too-large':
    'The file is too large: {{name}} ({{size}} MB). Up to {{limit}} MB are read. Split the file.',
  'file-kind-unknown':
    'This is no file that can be read: {{name}}. Choose an .xlsx, .csv, .json or .xml file, or a .zip of XML.',
  'file-damaged':
    'The file is damaged or not of that format: {{name}}. Save it again in the program it comes from.',
  'file-no-rows': 'There is a heading but no declaration: {{name}}',
  'file-columns-missing': 'Required columns are missing: {{columns}}',
  'file-encoding-unknown': 'The text cannot be read: {{name}}. Save it as UTF-8 or CP949 (EUC-KR).',
  'file-too-many-rows':
    'Too many rows: {{name}} ({{rows}}). Split it into files of up to {{limit}} rows.',
  'json-syntax': 'The JSON syntax is wrong: {{name}}, line {{line}}, column {{column}}',
  'file-columns-twice': 'A column stands twice: {{columns}}. Keep only one.',
  'file-unpacks-too-large':
    'The file would unpack to too much: {{name}} ({{size}} MB). Naru reads up to {{limit}} MB. Save it again with only the sheet that is needed.',
  'csv-syntax':
    'The quotes of this CSV do not match: {{name}}, line {{line}}. Mend the quotes of that line.',
  'file-too-many-columns':
    'Too many columns: {{name}} ({{columns}}). A file may hold up to {{limit}}. Delete those not in use.',
  'file-needs-too-much':
    'The file needs more memory than there is: {{name}}. Split it and drop the parts.',
  'file-took-too-long':
    'Reading the file took more than {{minutes}} min and was given up: {{name}}. Split it, or keep only the sheet that is needed, and put it in again.',
  'intake-gone': 'The file being taken in is no longer there. Drop it again.',
  'intake-cancelled': 'Taking in was cancelled. Nothing was stored. You can drop the file again.',
  'folder-unusable':
    'The folder cannot be used: {{folder}} ({{detail}}). Write the full path of a folder that this computer can read and write.',
  'folder-exchanged':
    'The folder {{folder}} lies in one of the exchange with the sending program ({{other}}). Choose another one.',
  'undo-too-late': 'Sending has begun, so this can no longer be undone.',
  'holiday-twice': '{{date}} is entered twice. Leave it once and save again.',
  'gateway-missing': 'No central system address is set. Set it in the settings or with --central.',
  'gateway-not-allowed':
    'The central system refused the credentials ({{cause}}). Filings keep waiting. Correct the credentials and start again.',
  'certificate-unreadable':
    'The certificate {{name}} cannot be opened ({{detail}}). Check the file and its passphrase. If it is encrypted in an old way, ask its issuer for a new PFX (PKCS#12) or for PEM files.',
  'authorities-unreadable':
    'No certificate can be read from the file of own authorities, {{name}} ({{detail}}). Ask your IT for the certificate of the authority (CA) as a PEM or DER file, and choose that one.',
  'authority-is-none':
    'The certificate {{subject}} in {{name}} is not an authority. Choose the certificate of the authority (CA) that issued it, not the one of a server.',
  'authority-out-of-date':
    'The certificate {{subject}} in {{name}} is not valid now ({{from}} to {{to}}). Ask your IT for a new one, and see whether the date of this computer is right.',
  'login-item-refused':
    'Starting at login could not be set ({{detail}}). Allow Naru among the programs that the system starts, and set it again.',
  'port-in-use': 'Port {{port}} is in use. Name another one.',
  'engine-stopped': 'The engine has stopped. Saved filings are safe. Start Naru again.',
  internal: 'Program error: {{detail}}. Saved filings are safe.',
} as const;
