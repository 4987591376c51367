import type { Scenario } from '../../shared/contract/practice.ts';

/** What the central system says of itself (`GET /v1/status`); `since` is when the scenario began. */
export function ownWord(scenario: Scenario, since: number): Record<string, string> {
  const began = new Date(since).toISOString();
  return words[scenario](began);
}

const words: Readonly<Record<Scenario, (since: string) => Record<string, string>>> = {
  calm: () => ({ state: 'normal' }),
  brownout: (since) => ({
    state: 'degraded',
    message: '이용량 증가로 처리가 지연되고 있습니다.',
    since,
  }),
  outage: (since) => ({
    state: 'down',
    message: '중앙시스템 장애로 서비스가 중단되었습니다.',
    since,
  }),
  surge: (since) => ({
    state: 'degraded',
    message:
      '개인통관고유부호 재발급 이용량 증가와 서버 처리 지연으로 일부 서비스 이용이 원활하지 않을 수 있습니다. 정상화되는 대로 다시 안내드립니다.',
    since,
  }),
  // It does not know that its answers get lost.
  'lost-replies': () => ({ state: 'normal' }),
};
