import { z } from 'zod';

/** Our side (우리 쪽): where a filing (신고 건) is on its way to the central system. */
export const transportStates = [
  'draft', // 작성중
  'invalid', // 검증오류
  'queued', // 대기
  'recheck', // 재확인필요
  'held', // 보류
  'sending', // 보내는 중
  'unconfirmed', // 보냄·응답 없음
  'processing', // 중앙 처리중
  'acknowledged', // 접수확인
  'refused', // 반려
  'filed-elsewhere', // 다른 경로로 제출
  'cancelled', // 취소
] as const;
export type TransportState = (typeof transportStates)[number];
export const transportStateSchema = z.enum(transportStates);

/** Customs' side (세관 쪽): what the central system has said, and nothing else. */
export const customsStates = [
  'none',
  'received', // 접수
  'documents-required', // 보완요구
  'inspection', // 검사
  'under-review', // 심사
  'released', // 수리
  'rejected', // 각하
  'withdrawn', // 취하
  'amended', // 정정
] as const;
export type CustomsState = (typeof customsStates)[number];
export const customsStateSchema = z.enum(customsStates);

/** States that the outbox must still bring to an end by itself. */
export const unsettledStates = ['queued', 'sending', 'processing', 'unconfirmed'] as const;
