import { setTimeout as delay } from 'node:timers/promises';
import { percentilesOf, thousands } from '../harness/figures.mjs';
import { CALCULATION } from '../harness/tables.mjs';
import { PERIOD } from '../work/events-sql.mjs';
import { unitsOf } from '../work/shape.mjs';
import { importRows, linesOf, stateUnits } from '../work/statements.mjs';

const RATE = 5_000;
const ASK_EVERY_MS = 200;

/** A rebuild from the facts while offices send, its process killed half-way, and a reader who looks at every answer. */
export const rebuildLive = {
  name: 'rebuild-live',
  mode: 'embedded',
  isAlone: true,
  async prepare(world) {
    const { work, product } = world;
    world.intake = await product.start('intake');
    world.calculation = await product.start(CALCULATION);
    await stateUnits(world.intake.address, unitsOf(work.shape));
    const third = Math.floor(work.shape.households / 3);
    await importPart(world, await work.households(third));
    world.live = await work.households(work.shape.households - third);
    await world.untilApplied();
  },
  async run(world) {
    await world.settle();
    const over = new AbortController();
    const sending = sendUntil(over.signal, world);
    const reading = readUntil(over.signal, world);
    const rebuilding = rebuildKilledHalfWay(world).finally(() => over.abort());
    const [ended, answers, sent] = await Promise.all([rebuilding, reading, sending]);
    const { wrong, away, p99 } = answers;
    world.say(
      `  ${ended.state} after ${ended.seconds} s; ${thousands(sent)} rows meanwhile; ${answers.count} answers, ${wrong} wrong`,
    );
    return [
      {
        work: `rebuild from the facts during ${thousands(RATE)} rows/s for ${Math.round(sent / RATE)} s, kill -9 half-way`,
        reached: `${ended.state} after ${ended.seconds} s, ${ended.differenceCount} differences; of ${answers.count} answers ${wrong} wrong or missing, ${away} while the process was away; p99 ${p99} ms`,
        target: 'in place, no answer wrong or missing',
        isReached: ended.state === 'done' && ended.differenceCount === 0 && wrong === 0,
        ratio: null,
        beside: '',
        details: { ended, answers, sent },
      },
    ];
  },
  /** What was not sent before the rebuild was over does not count. */
  async differences(world) {
    await world.db.query('DELETE FROM bench.event WHERE n > $1', [world.live.first + world.sent - 1]);
    return world.differences();
  },
};

async function importPart({ db, intake }, { first, last }) {
  let body = '';
  for await (const lines of linesOf(db, { first, last })) body += lines;
  await importRows(intake.address, 'household-reviews', body);
}

/** A second's rows with each second; rows sent. */
async function sendUntil(signal, world) {
  const { live } = world;
  world.sent = 0;
  const imports = [];
  for (const startedAt = Date.now(); !signal.aborted && world.sent < live.count;) {
    const first = live.first + world.sent;
    const last = Math.min(live.last, first + RATE - 1);
    world.sent = last - live.first + 1;
    imports.push(importPart(world, { first, last }));
    await delay(Math.max(0, startedAt + (world.sent * 1000) / RATE - Date.now()));
  }
  await Promise.all(imports);
  return world.sent;
}

/** Every answer there is: the nation is the sum of its provinces, and nobody who was counted is ever missing. */
async function readUntil(signal, { calculation }) {
  const url = `${calculation.address}/api/v1/indicator-values?orgUnit=VN&children=true&indicator=households&period=${PERIOD}`;
  const times = [];
  const answers = { count: 0, wrong: 0, away: 0 };
  for (let before = 0n; !signal.aborted; await delay(ASK_EVERY_MS)) {
    const askedAt = Date.now();
    const items = await fetch(url).then(
      async (response) => (response.status === 503 ? null : ((await response.json()).items ?? [])),
      () => null,
    );
    if (items === null) {
      answers.away += 1;
      continue;
    }
    times.push(Date.now() - askedAt);
    answers.count += 1;
    const [own = -1n, ...below] = items.map(({ actual }) => BigInt(actual?.num ?? 0));
    if (own < before || below.reduce((sum, each) => sum + each, 0n) !== own) answers.wrong += 1;
    before = own;
  }
  return { ...answers, ...percentilesOf(times) };
}

/** As the operator's command does it, without the command. */
async function rebuildKilledHalfWay({ calculation, product, say }) {
  const api = `${calculation.address}/api/v1/rebuilds`;
  const begun = await fetch(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'facts' }),
  });
  const { id } = await begun.json();
  for (let isKilled = false; ; await delay(100)) {
    const rebuild = await fetch(`${api}/${id}`).then(
      (response) => response.json(),
      () => null,
    );
    if (!rebuild?.state) continue; // the process is being started again
    if (!isKilled && rebuild.state === 'filling' && rebuild.done * 2 > rebuild.total) {
      say(`  killed with ${thousands(rebuild.done)} of ${thousands(rebuild.total)} filled`);
      process.kill(product.pidOf(CALCULATION), 'SIGKILL');
      isKilled = true;
    }
    if (rebuild.finishedAt === null) continue;
    if (!isKilled) throw new Error('the rebuild ended before it was killed: take more households');
    const { state, startedAt, finishedAt, differenceCount, compared } = rebuild;
    return { state, seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000, differenceCount, compared };
  }
}
