import { policyOf } from './policies.ts';
import { mixedInKorean, scenariosInKorean, type Text } from './report-texts.ts';
import type { Scenario } from './scenario.ts';

/** The names of a scenario in both languages. */
export function namesOf(scenario: Scenario): { title: Text; about: Text } {
  const { id, title, about, rivals } = scenario;
  const korean =
    rivals === undefined
      ? scenariosInKorean[id]
      : mixedInKorean(`${rivals.share * 100} %`, policyOf(rivals.policy, scenario).title);
  return {
    title: { ko: korean?.title ?? title, en: title },
    about: { ko: korean?.about ?? about, en: about },
  };
}

/** A text in both languages; the style sheet shows one of them. */
export function both({ ko, en }: Text): string {
  return `<span lang="ko">${ko}</span><span lang="en">${en}</span>`;
}
