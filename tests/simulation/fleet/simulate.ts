import { seededRandom } from '../../support/virtual-clock.ts';
import { Central, type Ask } from './central.ts';
import type { Client, Known, Policy } from './client.ts';
import { Events } from './events.ts';
import { Measures, type Result } from './measures.ts';
import { Office, type Filing } from './office.ts';
import { phaseStarts, type Scenario } from './scenario.ts';

export interface Simulation {
  scenario: Scenario;
  policy: Policy;
  /** What the share of rivals uses, where the scenario has some. */
  rival?: Policy;
  seed: number;
  /** Ends once all is caught up with. */
  untilDrained?: boolean;
}

const arrival = 0;
const wake = 1;
const end = 2;
const sample = 3;

/** A request on its way. */
interface Request {
  member: Member;
  ask: Ask;
  filing: Filing;
  known: Known;
  tookMs: number;
  inquiries: number;
}

interface Member {
  index: number;
  office: Office;
  client: Client;
  wakesAt: number;
}

/** Runs a fleet of offices against one central system, event by event, on a virtual clock. */
export function simulate(simulation: Simulation): Result {
  const { scenario, policy, rival, seed, untilDrained = false } = simulation;
  const random = seededRandom(seed);
  const central = new Central(scenario, random);
  const events = new Events();
  const measures = new Measures(scenario);
  const starts = phaseStarts(scenario.phases);
  const endsAt = starts.at(-1) ?? 0;
  let phase = 0;
  const rivals = Math.round(scenario.offices * (scenario.rivals?.share ?? 0));
  const members = Array.from({ length: scenario.offices }, (_, index): Member => {
    const isRival = index < rivals && rival !== undefined;
    const own = isRival ? rival : policy;
    const office = new Office(own.ordersByDeadline, isRival);
    return { index, office, client: own.client(random), wakesAt: Number.POSITIVE_INFINITY };
  });
  const requests: Request[] = [];
  const free: number[] = [];
  const meanGapMs = 1000 / scenario.demand;
  const steep = 1 + (scenario.skew ?? 0) * 3;
  const sampleMs = Math.max(60_000, endsAt / 1500);

  function memberOf(index: number): Member {
    const member = members[index];
    if (member === undefined) throw new RangeError(`no office ${index}`);
    return member;
  }

  function nextArrival(now: number): void {
    const at = now - Math.log(1 - random()) * meanGapMs;
    const drawn = Math.floor(scenario.offices * random() ** steep);
    // Else those at the beginning would be both the rivals and the large ones.
    const who = steep === 1 ? drawn : (drawn * 7919) % scenario.offices;
    if (at < endsAt) events.add(at, arrival, who);
  }

  /** Whether a filing that the usual demand would bring comes in this phase too. */
  function isWanted(now: number): boolean {
    while (now >= (starts[phase + 1] ?? endsAt)) phase += 1;
    const share = scenario.phases[phase]?.demand ?? 1;
    return share >= 1 || random() < share;
  }

  /** Lets an office do what it may now. */
  function poke(member: Member, now: number): void {
    const { client, office } = member;
    for (;;) {
      const choice = client.next(now, office);
      if (choice.go !== null) {
        ask(member, choice.go, now);
        continue;
      }
      const at = choice.at === null ? Number.POSITIVE_INFINITY : Math.max(choice.at, now + 1);
      if (at < member.wakesAt) {
        member.wakesAt = at;
        events.add(at, wake, member.index);
      }
      return;
    }
  }

  function ask(member: Member, what: Ask, now: number): void {
    const { client, office } = member;
    const doubt = what === 'inquire' ? office.takeDoubt() : null;
    const filing = doubt === null ? office.takeFirst() : doubt.filing;
    client.left(now, what, office);
    measures.asked(office);
    const fate = central.arrive(now, what);
    const timeoutMs = client.timeoutMs();
    const known =
      fate.outcome !== 'refused' && fate.latencyMs > timeoutMs ? 'timeout' : fate.outcome;
    if (what === 'send' && fate.done) {
      if (filing.taken) measures.doubled(office);
      filing.taken = true;
    }
    const tookMs = Math.ceil(Math.min(fate.latencyMs, timeoutMs));
    const id = free.pop() ?? requests.length;
    requests[id] = { member, ask: what, filing, known, tookMs, inquiries: doubt?.inquiries ?? 0 };
    events.add(now + tookMs, end, id);
  }

  function finish(id: number, now: number): void {
    const request = requests[id];
    if (request === undefined) throw new RangeError(`no request ${id}`);
    free.push(id);
    const { member, ask: what, filing, known, tookMs, inquiries } = request;
    const { office, client } = member;
    const isUnclear = what === 'inquire' || known === 'bad-gateway' || known === 'timeout';
    if (known === 'answered') {
      if (filing.taken) measures.settled(now, central.phase, office, filing);
      else office.putBack(filing);
    } else {
      const at = isUnclear ? client.inquireAt(now, inquiries) : null;
      if (at === null) office.putBack(filing);
      else office.doubt({ filing, inquiries, at });
    }
    client.ended(now, what, known, tookMs, office);
    poke(member, now);
  }

  nextArrival(0);
  events.add(0, sample, 0);
  let recovered = false;
  while (events.take()) {
    const { time: now, kind, who } = events;
    if (now >= endsAt) break;
    if (!recovered && now >= measures.recoversAt) {
      recovered = true;
      measures.recovered(
        now,
        members.map(({ office }) => office),
      );
    }
    if (kind === arrival) {
      if (!isWanted(now)) {
        nextArrival(now);
        continue;
      }
      const urgent = random() < scenario.urgent;
      const member = memberOf(who);
      const { office } = member;
      const wasWaiting = office.urgent + office.normal > 0;
      measures.entered(now, urgent, office);
      office.enter(urgent, now);
      nextArrival(now);
      // Where others wait already it is known when the next may leave.
      if (!wasWaiting) poke(member, now);
    } else if (kind === wake) {
      const member = memberOf(who);
      if (member.wakesAt !== now) continue;
      member.wakesAt = Number.POSITIVE_INFINITY;
      poke(member, now);
    } else if (kind === end) {
      finish(who, now);
      if (recovered) measures.watch(now);
    } else {
      measures.sample(now);
      if (untilDrained && measures.isDrained) break;
      events.add(now + sampleMs, sample, 0);
    }
  }
  return measures.result(policy.id, seed);
}
