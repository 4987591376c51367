import { z } from 'zod';
import { causeSchema } from '../../shared/filing/attempts.ts';
import {
  channelGradeSchema,
  channels,
  channelSchema,
  confidenceSchema,
  type Channel,
  type GradeChange,
} from '../../shared/sync/channels.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

/** Widths of the buckets in minutes, from fine to coarse. */
export type BucketMinutes = 1 | 15 | 360;

/** A channel's measurements within a bucket; what the texts hold is their owner's. */
export interface HealthBucket {
  /** In minutes since 1970. */
  start: number;
  well: number;
  reached: number;
  causes: string | null;
  latencies: string | null;
}

const bucketSchema = z.object({
  start: z.number().int(),
  well: z.number().int(),
  reached: z.number().int(),
  causes: z.string().nullable(),
  latencies: z.string().nullable(),
});

const changeSchema = z
  .object({
    id: z.number().int(),
    channel: channelSchema,
    from_grade: channelGradeSchema,
    to_grade: channelGradeSchema,
    at: epochMsSchema,
    known_at: epochMsSchema,
    confidence: confidenceSchema,
    cause: causeSchema.nullable(),
  })
  .transform(({ channel, from_grade, to_grade, at, known_at, confidence, cause }) => ({
    channel,
    from: from_grade,
    to: to_grade,
    at,
    knownAt: known_at,
    confidence,
    cause,
  }));

const memorySchema = z.object({ channel: channelSchema, memory: z.string() });

/** What was measured of the channels. */
export interface HealthRows {
  bucket(minutes: BucketMinutes, channel: Channel, start: number): HealthBucket | null;
  put(minutes: BucketMinutes, channel: Channel, bucket: HealthBucket): void;
  /** From `from`, before `to`, oldest first. */
  between(minutes: BucketMinutes, channel: Channel, from: number, to: number): HealthBucket[];
  /** Forgets buckets that began before. */
  purge(minutes: BucketMinutes, before: number): void;
  append(change: GradeChange): void;
  /** Changes known from `from` on and before `to`, in the order in which they came to be known. */
  changes(from: EpochMs, to: EpochMs): GradeChange[];
  /** The last one of a channel that was known before an instant. */
  lastChange(channel: Channel, before: EpochMs): GradeChange | null;
  purgeChanges(before: EpochMs): void;
  memories(): { channel: Channel; memory: unknown }[];
  saveMemory(channel: Channel, memory: unknown): void;
}

export function openHealthRows(connection: Connection): HealthRows {
  const one = connection.prepare(
    'SELECT * FROM health_bucket WHERE minutes = ? AND channel = ? AND start = ?',
  );
  const put = connection.prepare(
    `INSERT INTO health_bucket (minutes, channel, start, well, reached, causes, latencies)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET well = excluded.well, reached = excluded.reached,
       causes = excluded.causes, latencies = excluded.latencies`,
  );
  const between = connection.prepare(
    `SELECT * FROM health_bucket
     WHERE minutes = ? AND channel = ? AND start >= ? AND start < ? ORDER BY start`,
  );
  const purge = connection.prepare(
    'DELETE FROM health_bucket WHERE minutes = ? AND channel = ? AND start < ?',
  );
  const append = connection.prepare(
    `INSERT INTO grade_change (channel, from_grade, to_grade, at, known_at, confidence, cause)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const changes = connection.prepare(
    'SELECT * FROM grade_change WHERE known_at >= ? AND known_at < ? ORDER BY known_at, id',
  );
  const lastChange = connection.prepare(
    `SELECT * FROM grade_change WHERE channel = ? AND known_at < ?
     ORDER BY known_at DESC, id DESC LIMIT 1`,
  );
  const purgeChanges = connection.prepare('DELETE FROM grade_change WHERE known_at < ?');
  const memories = connection.prepare('SELECT channel, memory FROM channel_memory');
  const saveMemory = connection.prepare(
    `INSERT INTO channel_memory (channel, memory) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET memory = excluded.memory`,
  );
  return {
    bucket(minutes, channel, start) {
      const row = one.get(minutes, channel, start);
      return row === undefined ? null : bucketSchema.parse(row);
    },
    put(minutes, channel, { start, well, reached, causes, latencies }) {
      put.run(minutes, channel, start, well, reached, causes, latencies);
    },
    between: (minutes, channel, from, to) =>
      between.all(minutes, channel, from, to).map((row) => bucketSchema.parse(row)),
    purge(minutes, before) {
      for (const channel of channels) purge.run(minutes, channel, before);
    },
    append({ channel, from, to, at, knownAt, confidence, cause }) {
      append.run(channel, from, to, at, knownAt, confidence, cause);
    },
    changes: (from, to) => changes.all(from, to).map((row) => changeSchema.parse(row)),
    lastChange(channel, before) {
      const row = lastChange.get(channel, before);
      return row === undefined ? null : changeSchema.parse(row);
    },
    purgeChanges: (before) => void purgeChanges.run(before),
    memories: () =>
      memories.all().map((found) => {
        const { channel, memory: text } = memorySchema.parse(found);
        const memory: unknown = JSON.parse(text);
        return { channel, memory };
      }),
    saveMemory: (channel, memory) => void saveMemory.run(channel, JSON.stringify(memory)),
  };
}
