import { z } from 'zod';
import { epochMsSchema } from '../time.ts';
import {
  channelGradeSchema,
  channelSchema,
  confidenceSchema,
  gradeChangeSchema,
} from './channels.ts';

/** On whose side it is, as far as measurements tell. */
export const incidentSides = [
  'ours', // this computer or its network (우리 쪽)
  'line', // between us and the central system: name resolution, VAN, sending program (연결)
  'central', // the central system (세관 쪽)
  'unclear',
] as const;
export const incidentSideSchema = z.enum(incidentSides);
export type IncidentSide = z.output<typeof incidentSideSchema>;

/** What a person added; it changes no measurement. */
export const incidentRemarkSchema = z.strictObject({
  id: z.number().int().positive(),
  at: epochMsSchema,
  kind: z.enum(['official-notice', 'note']),
  text: z.string().max(4000),
  link: z.string().max(500).nullable(),
  /** Number that the authority gave it (접수번호). */
  ticket: z.string().max(100).nullable(),
  /** When an official notice was seen. */
  seenAt: epochMsSchema.nullable(),
  file: z
    .strictObject({ name: z.string().max(200), digest: z.string(), size: z.number() })
    .nullable(),
});
export type IncidentRemark = z.output<typeof incidentRemarkSchema>;

/** A span in which channels were not well (장애), made from our own measurements. */
export const incidentSchema = z.strictObject({
  id: z.number().int().positive(),
  startedAt: epochMsSchema,
  /** `null` while it lasts. */
  endedAt: epochMsSchema.nullable(),
  /** The worst that it was. */
  grade: channelGradeSchema,
  confidence: confidenceSchema,
  side: incidentSideSchema,
  channels: z.array(channelSchema).min(1),
  changes: z.array(gradeChangeSchema),
  /** Error texts as received but for names, the most frequent first. */
  errors: z.array(
    z.strictObject({
      text: z.string(),
      count: z.number().int().positive(),
      firstAt: epochMsSchema,
      lastAt: epochMsSchema,
    }),
  ),
  /** Filings that waited for it or met it. */
  filings: z.number().int().nonnegative(),
  remarks: z.array(incidentRemarkSchema),
});
export type Incident = z.output<typeof incidentSchema>;
