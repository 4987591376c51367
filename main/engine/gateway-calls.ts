import { isAbsolute } from 'node:path';
import type { FolderGateway } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { isFileNamePattern, tryFolders } from '../central/folder/index.ts';
import { noticeText } from '../central/notice-documents/index.ts';
import type { Engaged } from './engaged.ts';
import { maskNotice } from './privacy/mask-document.ts';
import { storedAddress, type GatewayAddress } from './gateway-address.ts';

type GatewayCalls = Pick<
  CallHandlers,
  'gateway.get' | 'gateway.set' | 'gateway.tryFolders' | 'notices.document' | 'notices.stray'
>;

/** Calls about the way to the central system and what came over it. */
export function gatewayCalls({ session, line, enterAgain }: Engaged): GatewayCalls {
  const stored = (): GatewayAddress | null =>
    storedAddress(session().store.read(({ settings }) => settings.get('gateway')));

  return {
    'gateway.get': () => {
      const address = stored();
      if (address === null) return { is: 'none' };
      if (address.is === 'folder') return address;
      return { is: 'http', url: address.url, hasToken: address.token !== null };
    },
    'gateway.set': (gateway) =>
      line.join(async () => {
        if (session().mode !== 'real') throw new NaruError('real-mode-only');
        if (gateway.is === 'folder') checkFolders(gateway.folders);
        const before = stored();
        const kept = before?.is === 'http' ? before.token : null;
        const address: GatewayAddress =
          gateway.is === 'folder' ? gateway : { ...gateway, token: gateway.token ?? kept };
        session().store.transaction(({ settings }) => settings.set('gateway', address));
        await enterAgain();
        session().outbox?.resume();
        session().wake();
        return {};
      }),
    'gateway.tryFolders': async (folders) => ({ troubles: await tryFolders(folders) }),
    'notices.document': ({ id }) => {
      const document = session().store.read(({ noticeDocuments }) => noticeDocuments.byId(id));
      if (document === null) throw new NaruError('not-found', { what: String(id) });
      const { code, file, encoding, receivedAt, body, declarationNo } = document;
      const text = maskNotice(session().store, declarationNo, noticeText(body));
      return { code, file, encoding, receivedAt, text };
    },
    'notices.stray': ({ after, limit }) => {
      const before = after === null ? null : Number(after);
      if (before !== null && !Number.isSafeInteger(before))
        throw new NaruError('wrong-input', { detail: `after: ${after ?? ''}` });
      const found = session().store.read(({ noticeDocuments }) =>
        noticeDocuments.stray(before, limit + 1),
      );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        rows: page.map(({ id, ...rest }) => ({ documentId: id, ...rest })),
        next: found.length > limit && last !== undefined ? String(last.id) : null,
      };
    },
  };
}

/** @throws {NaruError} `wrong-input` */
export function checkFolders({
  sendFolder,
  sentFolder,
  receiveFolders,
  fileName,
}: FolderGateway): void {
  const folders = [sendFolder, ...(sentFolder === null ? [] : [sentFolder]), ...receiveFolders];
  const relative = folders.find((folder) => !isAbsolute(folder));
  if (relative !== undefined) throw new NaruError('wrong-input', { detail: relative });
  if (!isFileNamePattern(fileName)) throw new NaruError('wrong-input', { detail: fileName });
}
