import type { DiagnosticFile } from '../../../shared/contract/index.ts';
import { channels, type ChannelState } from '../../../shared/sync/channels.ts';
import { epochMs } from '../../../shared/time.ts';
import { pageIncidents } from '../../health/incidents/index.ts';
import { readHistory } from '../../health/index.ts';
import type { LogLine } from '../../log/index.ts';
import { pacerStateSchema, type PacingSettings } from '../../outbox/policy/index.ts';
import type { Store } from '../../store/index.ts';
import { destinationAt, storedAddress } from '../gateway-address.ts';
import { readPacingSetting, viewPacing } from '../pacing-setting.ts';
import { readProgram, type ProgramSources } from '../program/read-program.ts';
import type { CallTiming } from '../program/timings.ts';
import { summarizeSettings } from './settings-summary.ts';

export interface DiagnosticSources extends ProgramSources {
  pacing: PacingSettings;
  /** Of this run of the engine; empty where it is not asked. */
  slowest: readonly CallTiming[];
  channels: readonly ChannelState[];
  /** The end of the logs, `mostLogLines` of them. */
  logLines: readonly LogLine[];
}

const dayMs = 86_400_000;
const mostIncidents = 50;
export const mostLogLines = 5000;

/**
 * What helps those who mend the program. Every file is put together from named fields: numbers,
 * times and words of our own lists. Nothing is copied that a person or the central system wrote.
 */
export function collectDiagnostics(sources: DiagnosticSources): DiagnosticFile[] {
  const { store, now, logLines } = sources;
  const day = { from: epochMs(now - dayMs), to: now };
  return [
    { name: 'readme.txt', text: readme },
    json('program.json', readProgram(sources)),
    json('settings.json', store.read(summarizeSettings)),
    json('counts.json', store.counts),
    json('channels.json', {
      now: sources.channels,
      lastDay: channels.map((channel) => ({
        channel,
        ...readHistory(store, channel, day, now),
      })),
      changes: store.read(({ health }) => health.changes(day.from, epochMs(now + 1))),
    }),
    json('incidents.json', store.read((tables) => pageIncidents(tables, null, mostIncidents)).rows),
    json('pacing.json', pacingOf(sources)),
    json('slowest-calls.json', sources.slowest),
    {
      name: 'log.jsonl',
      text: logLines
        .map(({ fields, ...line }) => `${JSON.stringify({ ...line, ...fields })}\n`)
        .join(''),
    },
  ];
}

function pacingOf({ store, mode, now, pacing }: DiagnosticSources): unknown {
  const { values } = viewPacing(store.read(readPacingSetting), pacing, now);
  return { values, state: stateOf(store, mode) };
}

/** What is remembered of the destination of the moment; `null` where nothing is. */
function stateOf(store: Store, mode: DiagnosticSources['mode']): unknown {
  return store.read(({ settings, gates }) => {
    const address = storedAddress(settings.get('gateway'));
    const real = address === null ? null : destinationAt(address);
    const destination = mode === 'practice' ? 'practice' : real;
    const state = pacerStateSchema.safeParse(
      destination === null ? null : gates.pacer(destination),
    );
    return state.success ? state.data : null;
  });
}

const json = (name: string, value: unknown): DiagnosticFile => ({
  name,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

const readme = `나루 진단 파일 / Naru diagnostics

신고의 내용, 개인통관고유부호, 이름, 전화, 주소, 신고번호, 인증키와 토큰, 폴더와 주소는 들어 있지 않습니다.
There are no declarations, personal customs codes, names, phones, addresses, declaration numbers,
keys or tokens, folders or URLs in here.

program.json        판, 메모리, 자료 크기, 디스크 / versions, memory, size of the data, disk
settings.json       설정(비밀은 정해졌는지만) / settings (of secrets only whether they are set)
counts.json         상태별 건수 / filings by state
channels.json       통로별 하루의 측정 / measurements of the channels over a day
incidents.json      장애 기록(사람이 적은 글은 빼고) / incidents without remarks
pacing.json         보내는 속도와 지금 상태 / pacing and its state
slowest-calls.json  오래 걸린 요청 / calls that took longest
log.jsonl           기록 파일의 끝부분 / end of the logs
`;
