import type { HelpPage } from '../../help/help-pages.ts';

/** 도움말: the pages for an office. */
export const help = {
  nav: '도움말',
  label: '도움말 차례',
  pages: {
    install: '설치',
    connect: '연결',
    'first-day': '첫날',
    outage: '중앙시스템이 멈추면',
    'new-computer': '새 컴퓨터로',
    troubles: '이럴 때는',
  } satisfies Record<HelpPage, string>,
} as const;
