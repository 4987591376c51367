export { noticeText } from './decode.ts';
export type { NoticeDocument } from './read-notice.ts';
export { readNoticeDocument, mostDocumentBytes } from './read-notice.ts';
export { ownPlacesSchema, type OwnPlaces } from './paths.ts';
