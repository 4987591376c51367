import { z } from 'zod';

/** Why an amendment (정정) or withdrawal (취하) is asked for. */
export const amendmentReasonSchema = z.strictObject({
  /** 정정·취하 사유부호, two characters. */
  code: z.string().max(2),
  /** 귀책사유부호: whose fault it is. */
  fault: z.string().max(2),
  text: z.string().max(500),
});
export type AmendmentReason = z.output<typeof amendmentReasonSchema>;
