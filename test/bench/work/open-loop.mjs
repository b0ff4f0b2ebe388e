import { Probes } from './probes.mjs';
import { send } from './send.mjs';

/** A backlog that takes longer than this to go when the load ends has grown. */
const KEEPS_UP_WITHIN_MS = 1_000;
const GIVE_UP_AFTER_MS = 600_000;

/**
 * Offers a load and looks on. Latency counts from when an event was due; the load does not wait for anybody.
 *
 * @param {import('../harness/world.mjs').World} world @param {{ rate: number, seconds: number }} load
 */
export async function openLoop(world, { rate, seconds }) {
  const { work, options, say } = world;
  const count = rate * seconds;
  const events = await work.updates(count, { random: options.random, probesAt: rate });
  await world.settle();
  say(`  ${rate} events a second for ${seconds} s`);
  return world.withCpu(count, async () => {
    const probes = await Probes.of(work, events);
    const load = send(world.url, events, rate);
    const { missing, lastSeenAt, p50, p99, max } = await probes.watch(load.dueAt, seconds * 1000 + GIVE_UP_AFTER_MS);
    await load.ended;
    await world.untilApplied();
    const behindMs = Math.round(lastSeenAt - load.dueAt(events.last));
    const reached = Math.round((count * 1000) / (lastSeenAt - load.startAt));
    const step = { offered: rate, reached, behindMs, keepsUp: missing === 0 && behindMs <= KEEPS_UP_WITHIN_MS, p50, p99, max };
    say(`  ${reached} ev/s, ${behindMs} ms behind at the end; p50 ${p50} ms, p99 ${p99} ms`);
    return step;
  });
}
