import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { bridgeChannels, type NaruBridge } from '../../shared/port/index.ts';

const root = join(import.meta.dirname, '..', '..');
const entry = join(root, 'preload', 'index.ts');
let code: string;

beforeAll(async () => {
  const config = await import('../../main/rolldown.config.ts');
  const options = config.default;
  const preload = [options].flat().find((each) => JSON.stringify(each.input).includes('preload'));
  if (preload?.output === undefined || Array.isArray(preload.output)) throw new Error('no preload');
  const bundle = await rolldown({ ...preload, input: entry });
  const { output } = await bundle.generate(preload.output);
  await bundle.close();
  expect(output).toHaveLength(1);
  code = output[0].code;
});

interface Ran {
  exposed: Map<string, unknown>;
  required: string[];
  invoked: unknown[][];
  listeners: Map<string, ((...args: unknown[]) => void)[]>;
}

/** Runs the built preload with what a sandboxed preload has: `electron` and nothing else. */
function runPreload(): Ran {
  const ran: Ran = { exposed: new Map(), required: [], invoked: [], listeners: new Map() };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => ran.exposed.set(name, api),
    },
    ipcRenderer: {
      invoke: async (...args: unknown[]) => {
        ran.invoked.push(args);
        return { ok: true, value: {} };
      },
      on(channel: string, listener: (...args: unknown[]) => void) {
        ran.listeners.set(channel, [...(ran.listeners.get(channel) ?? []), listener]);
      },
      off(channel: string, listener: unknown) {
        const left = (ran.listeners.get(channel) ?? []).filter((each) => each !== listener);
        ran.listeners.set(channel, left);
      },
    },
  };
  const module = { exports: {} };
  const require = (name: string): unknown => {
    ran.required.push(name);
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
    return electron;
  };
  runInContext(code, createContext({ require, module, exports: module.exports }));
  return ran;
}

const bridgeSchema = z.custom<NaruBridge>(
  (value) => typeof value === 'object' && value !== null && 'call' in value,
);

test('needs Electron and nothing else, and exposes one object with two pairs of functions', () => {
  const ran = runPreload();
  expect([...new Set(ran.required)]).toEqual(['electron']);
  expect([...ran.exposed.keys()]).toEqual(['naru']);
  const bridge = bridgeSchema.parse(ran.exposed.get('naru'));
  expect(Object.keys(bridge).toSorted()).toEqual(['call', 'host', 'subscribe']);
  expect(Object.keys(bridge.host).toSorted()).toEqual(['call', 'subscribe']);
});

test('a call goes out on the one channel', async () => {
  const ran = runPreload();
  const bridge = bridgeSchema.parse(ran.exposed.get('naru'));
  expect(await bridge.call('sync.get', { a: 1 })).toEqual({ ok: true, value: {} });
  expect(ran.invoked).toEqual([[bridgeChannels.call, 'sync.get', { a: 1 }]]);
});

test('a call to the host goes out on its own channel, and its events come on theirs', async () => {
  const ran = runPreload();
  const { host } = bridgeSchema.parse(ran.exposed.get('naru'));
  await host.call('desktop.get', {});
  expect(ran.invoked).toEqual([[bridgeChannels.hostCall, 'desktop.get', {}]]);
  const heard: unknown[][] = [];
  host.subscribe((...args: unknown[]) => heard.push(args));
  const [listener] = ran.listeners.get(bridgeChannels.hostEvent) ?? [];
  listener?.({ sender: 'secret' }, { is: 'files' });
  expect(heard).toEqual([[{ is: 'files' }]]);
});

test("a handler is given the event alone, never Electron's own, until it is ended", () => {
  const ran = runPreload();
  const bridge = bridgeSchema.parse(ran.exposed.get('naru'));
  const heard: unknown[][] = [];
  const end = bridge.subscribe((...args: unknown[]) => heard.push(args));
  const [listener] = ran.listeners.get(bridgeChannels.event) ?? [];
  listener?.({ sender: 'secret' }, { topic: 'filings', ids: null });
  expect(heard).toEqual([[{ topic: 'filings', ids: null }]]);
  end();
  expect(ran.listeners.get(bridgeChannels.event)).toEqual([]);
});

test('is static: no import at run time, no code from text, no Node built-in', () => {
  expect(code).not.toMatch(/\bimport\s*\(|\beval\b|new Function|node:|process\./);
});
