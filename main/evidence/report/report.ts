import type { EvidenceInput } from '../input.ts';
import { cover } from './cover.ts';
import { openPaper } from './paper.ts';
import {
  attemptSection,
  filingSection,
  incidentSection,
  measurementSection,
  methodSection,
  remarkSection,
  waitingSection,
} from './sections.ts';
import { clock, t } from './words.ts';

/**
 * The report for a customs officer (증빙.pdf), in Korean. The same input gives the same bytes.
 * @param fingerprint of the key that signs the pack
 */
export function writeReport(input: EvidenceInput, fingerprint: string): Promise<Buffer> {
  const paper = openPaper({
    title: t('evidence.pdf.title'),
    author: input.office?.name ?? '',
    at: input.madeAt,
  });
  cover(paper, input, fingerprint);
  paper.newPage();
  incidentSection(paper, input);
  measurementSection(paper, input);
  filingSection(paper, input);
  waitingSection(paper, input);
  remarkSection(paper, input);
  methodSection(paper);
  attemptSection(paper, input);
  const practice = input.mode === 'practice' ? `${t('evidence.pdf.practice')} · ` : '';
  return paper.end(
    (n, of) =>
      `${practice}${t('evidence.pdf.title')} · ${clock(input.madeAt)} · ${t('evidence.pdf.page', { n, of })}`,
  );
}
