import type { AttachedFiles } from '../../../shared/evidence/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import type { EvidenceFiling, EvidenceInput } from '../input.ts';
import { facts, heading, paragraph, subheading, table } from './blocks.ts';
import { ink, type Paper } from './paper.ts';
import { plotChannel } from './plot.ts';
import { clock, count, duration, exactClock, kindOf, t } from './words.ts';

/** The year stands on the cover. */
const minuteOfYear = (at: number): string => clock(at).slice(5, 16);

/** Most rows of a table on paper; the spreadsheet has them all. */
const mostRows = 20_000;

function some<T>(paper: Paper, all: readonly T[]): { shown: readonly T[]; tellRest(): void } {
  const shown = all.slice(0, mostRows);
  return {
    shown,
    tellRest() {
      const left = all.length - shown.length;
      if (left > 0) paragraph(paper, t('evidence.pdf.more', { shown: shown.length, left }));
    },
  };
}

export function incidentSection(paper: Paper, { incidents }: EvidenceInput): void {
  heading(paper, t('evidence.pdf.incident.heading'));
  if (incidents.length === 0) paragraph(paper, t('evidence.pdf.incident.none'));
  for (const incident of incidents) oneIncident(paper, incident);
}

function oneIncident(paper: Paper, incident: Incident): void {
  const { id, grade, startedAt, endedAt, side, changes, errors } = incident;
  const label = t(`evidence.grades.${grade}`);
  subheading(paper, t('evidence.pdf.incident.title', { id, grade: label }));
  const to = endedAt === null ? t('evidence.pdf.incident.ongoing') : clock(endedAt);
  facts(paper, [
    [t('evidence.pdf.incident.span'), t('evidence.pdf.span', { from: clock(startedAt), to })],
    ...(endedAt === null
      ? []
      : [
          [t('evidence.pdf.incident.lasted'), duration(endedAt - startedAt)] satisfies [
            string,
            string,
          ],
        ]),
    [t('evidence.pdf.incident.side'), t(`evidence.sides.${side}`)],
    [t('evidence.pdf.incident.confidence'), t(`evidence.confidence.${incident.confidence}`)],
    [
      t('evidence.pdf.incident.channels'),
      incident.channels.map((channel) => t(`evidence.channels.${channel}`)).join(', '),
    ],
    [t('evidence.pdf.incident.filings'), count(incident.filings)],
  ]);
  if (side === 'ours') paragraph(paper, t('evidence.pdf.incident.own'));
  if (changes.length > 0) {
    table(
      paper,
      [
        { title: t('evidence.pdf.incident.at'), share: 20 },
        { title: t('evidence.pdf.incident.knownAt'), share: 20 },
        { title: t('evidence.pdf.incident.changes'), share: 38 },
        { title: t('evidence.pdf.incident.cause'), share: 42 },
      ],
      changes.map(({ channel, from, to: after, at, knownAt, cause }) => [
        clock(at),
        clock(knownAt),
        t('evidence.pdf.incident.change', {
          channel: t(`evidence.channels.${channel}`),
          from: t(`evidence.grades.${from}`),
          to: t(`evidence.grades.${after}`),
        }),
        cause === null ? '' : t(`states.cause.${cause}`),
      ]),
    );
  }
  if (errors.length > 0) {
    table(
      paper,
      [
        { title: t('evidence.pdf.incident.error'), share: 66 },
        { title: t('evidence.pdf.incident.count'), share: 10, right: true },
        { title: t('evidence.pdf.incident.first'), share: 22 },
        { title: t('evidence.pdf.incident.last'), share: 22 },
      ],
      errors.map(({ text, count: n, firstAt, lastAt }) => [
        text,
        n.toLocaleString('ko-KR'),
        clock(firstAt),
        clock(lastAt),
      ]),
      4,
    );
  }
}

export function measurementSection(paper: Paper, { measurements, span }: EvidenceInput): void {
  heading(paper, t('evidence.pdf.measure.heading'));
  if (measurements === null || measurements.length === 0) {
    paragraph(paper, t('evidence.pdf.measure.none'));
    return;
  }
  paragraph(paper, t('evidence.pdf.measure.text'), { color: ink.faint });
  for (const series of measurements) plotChannel(paper, series, span);
}

export function filingSection(paper: Paper, { filings }: EvidenceInput): void {
  heading(paper, t('evidence.pdf.filing.heading'));
  if (filings.length === 0) {
    paragraph(paper, t('evidence.pdf.filing.none'));
    return;
  }
  paragraph(paper, t('evidence.pdf.filing.text'));
  const { shown, tellRest } = some(paper, filings);
  table(
    paper,
    [
      { title: t('evidence.pdf.filing.no'), share: 19 },
      { title: t('evidence.pdf.filing.what'), share: 11 },
      { title: t('evidence.pdf.filing.importer'), share: 16 },
      { title: t('evidence.pdf.filing.queued'), share: 14 },
      { title: t('evidence.pdf.filing.ours'), share: 11 },
      { title: t('evidence.pdf.filing.customs'), share: 9 },
      { title: t('evidence.pdf.filing.receipt'), share: 14 },
      { title: t('evidence.pdf.filing.attempts'), share: 6, right: true },
      { title: t('evidence.pdf.filing.deadline'), share: 12 },
      { title: t('evidence.pdf.filing.possible'), share: 12 },
    ],
    shown.map((filing) => [
      formatDeclarationNo(filing.declarationNo),
      kindOf(filing.kind, filing.part),
      filing.importer,
      minuteOfYear(filing.queuedAt),
      t(`states.transport.${filing.transport}`),
      t(`states.customs.${filing.customs}`),
      filing.receiptAt === null ? t('evidence.pdf.none') : minuteOfYear(filing.receiptAt),
      String(filing.attempts),
      filing.deadline?.on ?? t('evidence.pdf.unknown'),
      filing.deadline?.possible?.on ?? '–',
    ]),
  );
  tellRest();
  reasons(paper, filings);
}

/** Sentences below each other. */
const listed = (sentences: readonly string[]): string =>
  sentences.length === 0
    ? t('evidence.pdf.none')
    : sentences.map((sentence) => `· ${sentence}`).join('\n');

/** Rules and what speaks for and against an extension, once each. */
function reasons(paper: Paper, filings: readonly EvidenceFiling[]): void {
  const groups = new Map<string, { filings: EvidenceFiling[] }>();
  for (const filing of filings) {
    const { deadline } = filing;
    if (deadline === null || (deadline.rule === null && deadline.possible === null)) continue;
    const key = JSON.stringify([deadline.rule, deadline.possible]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { filings: [filing] });
    else group.filings.push(filing);
  }
  for (const { filings: same } of groups.values()) {
    const deadline = same[0]?.deadline;
    if (deadline === null || deadline === undefined) continue;
    const { rule, possible } = deadline;
    subheading(paper, `${t('evidence.pdf.filing.groups')} · ${count(same.length)}`);
    facts(paper, [
      [t('evidence.pdf.filing.rule'), rule ?? t('evidence.pdf.unknown')],
      ...(possible === null
        ? []
        : ([
            [t('evidence.pdf.filing.possible'), possible.on],
            [t('evidence.pdf.filing.for'), listed(possible.for)],
            [t('evidence.pdf.filing.against'), listed(possible.against)],
          ] satisfies [string, string][])),
      [
        t('evidence.pdf.filing.no'),
        `${same
          .slice(0, 20)
          .map(({ declarationNo }) => formatDeclarationNo(declarationNo))
          .join(', ')}${same.length > 20 ? ' …' : ''}`,
      ],
    ]);
  }
}

export function waitingSection(paper: Paper, { filings }: EvidenceInput): void {
  heading(paper, t('evidence.pdf.waiting.heading'));
  const known = filings.flatMap(({ waiting, declarationNo }) =>
    waiting === null ? [] : [{ ...waiting, declarationNo }],
  );
  if (known.length === 0) {
    paragraph(paper, t('evidence.pdf.waiting.none'));
    return;
  }
  paragraph(paper, t('evidence.pdf.waiting.text'));
  const { shown, tellRest } = some(paper, known);
  table(
    paper,
    [
      { title: t('evidence.pdf.waiting.no'), share: 22 },
      { title: t('evidence.pdf.waiting.all'), share: 16, right: true },
      { title: t('evidence.pdf.waiting.ours'), share: 18, right: true },
      { title: t('evidence.pdf.waiting.person'), share: 18, right: true },
      { title: t('evidence.pdf.waiting.counted'), share: 20, right: true },
    ],
    shown.map(({ declarationNo, theirs, ours, person }) => [
      formatDeclarationNo(declarationNo),
      duration(theirs + ours + person),
      duration(ours),
      duration(person),
      duration(theirs),
    ]),
  );
  tellRest();
}

export function remarkSection(
  paper: Paper,
  { remarks, attachments, attachedFiles }: EvidenceInput,
): void {
  heading(paper, t('evidence.pdf.remark.heading'));
  if (remarks.length === 0) paragraph(paper, t('evidence.pdf.remark.none'));
  for (const { id, kind, text, link, ticket, seenAt, at, file } of remarks) {
    const rows: [string, string][] = [
      [t('evidence.pdf.remark.seenAt'), clock(seenAt ?? at)],
      [t('evidence.pdf.remark.text'), text],
    ];
    if (ticket !== null) rows.push([t('evidence.pdf.remark.ticket'), ticket]);
    if (link !== null) rows.push([t('evidence.pdf.remark.link'), link]);
    if (file !== null)
      rows.push([t('evidence.pdf.remark.file'), `${file.name} · SHA-256 ${file.digest}`]);
    const attached = attachments.find(({ remark }) => remark === id)?.file;
    const place = attached ?? leftOut(file, attachedFiles);
    if (place !== null) rows.push([t('evidence.pdf.remark.attached'), place]);
    subheading(paper, t(`evidence.remarks.${kind}`));
    facts(paper, rows);
  }
}

/** That a file was left out on purpose; `null` where there is none, or it is kept no more. */
function leftOut(
  file: Incident['remarks'][number]['file'],
  attachedFiles: AttachedFiles,
): string | null {
  return file !== null && attachedFiles === 'named' ? t('evidence.pdf.remark.leftOut') : null;
}

export function methodSection(paper: Paper): void {
  heading(paper, t('evidence.pdf.method.heading'));
  paragraph(paper, t('evidence.pdf.method.text'));
}

export function attemptSection(paper: Paper, { attempts }: EvidenceInput): void {
  heading(paper, t('evidence.pdf.attempt.heading'));
  if (attempts.length === 0) {
    paragraph(paper, t('evidence.pdf.attempt.none'));
    return;
  }
  paragraph(paper, t('evidence.pdf.attempt.text'));
  const { shown, tellRest } = some(paper, attempts);
  table(
    paper,
    [
      { title: t('evidence.pdf.attempt.at'), share: 26 },
      { title: t('evidence.pdf.attempt.no'), share: 21 },
      { title: t('evidence.pdf.attempt.n'), share: 5, right: true },
      { title: t('evidence.pdf.attempt.kind'), share: 7 },
      { title: t('evidence.pdf.attempt.outcome'), share: 11 },
      { title: t('evidence.pdf.attempt.cause'), share: 40 },
      { title: t('evidence.pdf.attempt.status'), share: 7, right: true },
      { title: t('evidence.pdf.attempt.took'), share: 12, right: true },
    ],
    shown.map(({ startedAt, declarationNo, n, kind, outcome, cause, httpStatus, tookMs }) => [
      exactClock(startedAt),
      formatDeclarationNo(declarationNo),
      String(n),
      t(`states.attempt.${kind}`),
      outcome === null ? t('evidence.pdf.attempt.open') : t(`states.outcome.${outcome}`),
      cause === null ? '' : t(`states.cause.${cause}`),
      httpStatus === null ? '' : String(httpStatus),
      tookMs === null ? '' : `${tookMs.toLocaleString('ko-KR')} ms`,
    ]),
  );
  tellRest();
}
