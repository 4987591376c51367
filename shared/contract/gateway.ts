import { z } from 'zod';
import { epochMsSchema } from '../time.ts';

const folder = z.string().trim().min(1).max(1000);

/** Folder exchange (폴더 교환) with the sending program that stands on the broker's computer. */
export const folderGatewaySchema = z.strictObject({
  /** Where that program picks documents up. */
  sendFolder: folder,
  /** Where it moves what it has sent, e.g. `send_xml/complete`; `null` where it deletes. */
  sentFolder: folder.nullable(),
  /** Watched with all their subfolders. */
  receiveFolders: z.array(folder).min(1).max(10),
  /** Name of a document's file, with `{code}`, `{number}`, `{part}` and `{digest}`. */
  fileName: z.string().min(1).max(100),
  encoding: z.enum(['utf-8', 'cp949']),
  /** How often the receiving folders are looked at, in seconds. */
  everySeconds: z.number().int().min(1).max(3600),
  /** Hours without an answer after which a synchronisation request is offered; 0: never. */
  synchroniseAfterHours: z.number().int().min(0).max(240),
});
export type FolderGateway = z.output<typeof folderGatewaySchema>;

export const gatewayViewSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({ is: z.literal('http'), url: z.string(), hasToken: z.boolean() }),
  z.strictObject({ is: z.literal('folder'), folders: folderGatewaySchema }),
]);

/** What stands in a folder's way; words under `settings.folders`. */
export const folderTroubles = ['missing', 'not-a-folder', 'not-writable', 'not-readable'] as const;

const nothing = z.strictObject({});

export const gatewayCalls = {
  'gateway.get': { input: nothing, output: gatewayViewSchema },
  'gateway.set': {
    input: z.discriminatedUnion('is', [
      z.strictObject({
        is: z.literal('http'),
        url: z.url({ protocol: /^https?$/ }).max(500),
        /** `null` keeps the token that is stored. */
        token: z.string().min(1).max(4000).nullable(),
      }),
      z.strictObject({ is: z.literal('folder'), folders: folderGatewaySchema }),
    ]),
    output: nothing,
  },
  /** Tries the folders without leaving anything behind. */
  'gateway.tryFolders': {
    input: folderGatewaySchema,
    output: z.strictObject({
      troubles: z.array(z.strictObject({ folder: z.string(), trouble: z.enum(folderTroubles) })),
    }),
  },
  /** A notice document as it came. */
  'notices.document': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.strictObject({
      code: z.string(),
      file: z.string(),
      encoding: z.string(),
      receivedAt: epochMsSchema,
      text: z.string(),
    }),
  },
  /** Notices that belong to no filing here, and documents that could not be read. */
  'notices.stray': {
    input: z.strictObject({
      after: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          documentId: z.number().int().positive(),
          code: z.string(),
          file: z.string(),
          declarationNo: z.string(),
          receivedAt: epochMsSchema,
        }),
      ),
      next: z.string().nullable(),
    }),
  },
} as const;
