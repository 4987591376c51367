/** Sentences for every `ErrorCode`: what happened and the cure. */
export const errors = {
  'data-in-use':
    'This data folder is already open by {{owner}} (process {{pid}}, since {{since}}). Close that program first.',
  'data-from-newer-version':
    'This data was written by a newer Naru (data version {{found}}; this program knows up to {{known}}). Update Naru. The data was left as it is.',
  'data-damaged':
    'The data file is damaged: {{file}}. Leave it where it is, put a copy (from the backups folder or your own) back under the same name and start again. ({{detail}})',
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
  'outcome-unknown':
    'It was sent, but nobody knows yet whether it was taken. So that it is not filed twice, wait until the answer is known.',
  'serials-used-up': 'All declaration serials of this year are used up ({{letter}}).',
  'practice-only': 'This can be done in practice mode only.',
  'real-mode-only': 'This can be done in real mode only.',
  'file-unreadable': 'The file cannot be read: {{name}} ({{detail}})',
  'file-empty': 'The file is empty: {{name}}. Choose a file with declarations in it.',
  'file-too-large':
    'The file is too large: {{name}} ({{size}} MB). Up to {{limit}} MB are read. Split the file.',
  'file-kind-unknown':
    'This is no file that can be read: {{name}}. Choose an .xlsx, .csv or .json file.',
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
  'intake-gone': 'The file being taken in is no longer there. Drop it again.',
  'undo-too-late': 'Sending has begun, so this can no longer be undone.',
  'gateway-missing': 'No central system address is set. Set it in the settings or with --central.',
  'gateway-not-allowed':
    'The central system refused the credentials ({{cause}}). Filings keep waiting. Correct the credentials and start again.',
  'port-in-use': 'Port {{port}} is in use. Name another one.',
  'engine-stopped': 'The engine has stopped. Saved filings are safe. Start Naru again.',
  internal: 'Program error: {{detail}}. Saved filings are safe.',
} as const;
