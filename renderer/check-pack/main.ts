import '../no-code-from-text.ts';
import { checkPack, type PackCheck } from '../../shared/evidence/index.ts';
import { droppedFiles, packOf } from './dropped.ts';
import './style.css';
import { element, resultView } from './view.ts';
import { webDigests } from './web-digests.ts';
import { words, type PageLanguage } from './words.ts';

/** The page that lies in every pack (확인.html): it checks the pack with the code of the program. */

let language: PageLanguage = 'ko';
let given: readonly File[] = [];
let expected = '';
let check: PackCheck | null = null;
let isChecking = false;
/** Only the newest check is shown. */
let turn = 0;

async function run(): Promise<void> {
  turn += 1;
  const own = turn;
  if (given.length === 0) return;
  isChecking = true;
  show();
  const { files, findings } = await packOf(given);
  const inside = await checkPack(files, webDigests, expected === '' ? null : expected);
  if (own !== turn) return;
  // What could not be unpacked has no files whose absence would tell anything.
  check = {
    ...inside,
    findings: files.length === 0 ? findings : [...findings, ...inside.findings],
  };
  isChecking = false;
  show();
}

function take(files: readonly File[]): void {
  given = files;
  void run();
}

const page = document.querySelector('#page');

function show(): void {
  const t = words[language];
  document.documentElement.lang = language;
  document.title = t.title;
  const other = element(
    'button',
    { type: 'button', lang: language === 'ko' ? 'en' : 'ko' },
    t.language,
  );
  other.addEventListener('click', () => {
    language = language === 'ko' ? 'en' : 'ko';
    show();
  });
  const result = isChecking
    ? element('p', { role: 'status' }, t.checking)
    : check === null
      ? ''
      : resultView(check, expected, language);
  page?.replaceChildren(
    element('header', {}, element('h1', {}, t.title), other),
    element('p', { class: 'faint' }, t.offline),
    dropView(),
    expectedView(),
    result,
  );
}

function dropView(): HTMLElement {
  const t = words[language];
  const input = element('input', { type: 'file', multiple: '' });
  input.addEventListener('change', () => take([...(input.files ?? [])]));
  const drop = element(
    'div',
    { class: 'drop' },
    element('p', {}, t.intro),
    element('label', { class: 'choose' }, t.choose, input),
  );
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    drop.dataset['over'] = String(is);
  };
  drop.addEventListener('dragover', over(true));
  drop.addEventListener('dragleave', over(false));
  drop.addEventListener('drop', (event) => {
    over(false)(event);
    if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(take);
  });
  return drop;
}

function expectedView(): HTMLElement {
  const input = element('input', { type: 'text', spellcheck: 'false', value: expected });
  input.addEventListener('change', () => {
    expected = input.value.trim();
    void run();
  });
  return element('label', { class: 'expected' }, words[language].expected, input);
}

// A pack that is dropped beside its place must not replace the page.
for (const name of ['dragover', 'drop'] as const)
  document.addEventListener(name, (event) => event.preventDefault());
show();
