import type { EvidenceInput } from '../input.ts';
import { facts, paragraph, subheading } from './blocks.ts';
import { ink, sheet, type Paper } from './paper.ts';
import { clock, count, duration, t, times } from './words.ts';

/** Outcomes after which a declaration is with customs or on its way there. */
const arrived: ReadonlySet<string> = new Set(['taken', 'pending', 'handed-over']);

export function cover(paper: Paper, input: EvidenceInput, fingerprint: string): void {
  const { office, span } = input;
  paper.newPage();
  paper.mark(t('evidence.pdf.title'));
  paper.y = 92;
  if (input.mode === 'practice') {
    paper.line(t('evidence.pdf.practice'), sheet.side, paper.y, {
      size: 12,
      weight: 'SemiBold',
      color: '#A8322A',
    });
    paper.y += 26;
  }
  paper.line(t('evidence.pdf.title'), sheet.side, paper.y, { size: 25, weight: 'SemiBold' });
  paper.y += 40;
  paper.line(t('evidence.pdf.subject'), sheet.side, paper.y, { size: 12, color: ink.faint });
  paper.y += 44;
  const own =
    office === null
      ? t('evidence.pdf.cover.noOffice')
      : `${office.name}\n${t('evidence.pdf.cover.declarant', { declarant: office.declarant, customs: office.customsOffice })}`;
  facts(paper, [
    [t('evidence.pdf.cover.office'), own],
    [
      t('evidence.pdf.cover.span'),
      `${t('evidence.pdf.span', { from: clock(span.from), to: clock(span.to) })}\n${t('evidence.pdf.time')}`,
    ],
    [t('evidence.pdf.cover.madeAt'), clock(input.madeAt)],
    [t('evidence.pdf.cover.program'), input.program],
    [t('evidence.pdf.cover.personal'), t(`evidence.pdf.${input.personalData}`)],
    [t('evidence.pdf.cover.attached'), t(`evidence.pdf.${input.attachedFiles}`)],
  ]);
  paragraph(paper, t('evidence.pdf.cover.about'));

  subheading(paper, t('evidence.pdf.cover.summary'));
  facts(paper, summary(input));
  subheading(paper, t('evidence.pdf.cover.check'));
  paragraph(paper, t('evidence.pdf.cover.checkSteps'));
  paper.line(t('evidence.pdf.cover.fingerprint'), sheet.side, paper.y, {
    size: 9,
    color: ink.faint,
  });
  paper.y += 14;
  paper.line(fingerprint, sheet.side, paper.y, { size: 11, weight: 'SemiBold' });
  paper.y += 20;
}

function summary({ incidents, filings, attempts }: EvidenceInput): [string, string][] {
  const failed = attempts.filter(
    ({ kind, outcome }) => kind === 'send' && (outcome === null || !arrived.has(outcome)),
  );
  const received = filings.filter(({ transport }) => transport === 'acknowledged');
  const waits = filings.flatMap(({ waiting }) =>
    waiting === null ? [] : [waiting.theirs + waiting.ours + waiting.person],
  );
  const longest = waits.reduce((most, wait) => Math.max(most, wait), 0);
  return [
    [t('evidence.pdf.cover.incidents'), count(incidents.length)],
    [t('evidence.pdf.cover.filings'), count(filings.length)],
    [t('evidence.pdf.cover.acknowledged'), count(received.length)],
    [t('evidence.pdf.cover.open'), count(filings.length - received.length)],
    [t('evidence.pdf.cover.attempts'), times(attempts.length)],
    [t('evidence.pdf.cover.failed'), times(failed.length)],
    ...(waits.length === 0
      ? []
      : [[t('evidence.pdf.cover.waited'), duration(longest)] satisfies [string, string]]),
  ];
}
