import { setTimeout as delay } from 'node:timers/promises';
import type { TestServer } from '../../servers/server-process.mjs';
import { ORDINARY, type Run } from '../run.js';
import { BOTH, type Row, type Size } from './row.js';

/** PostgreSQL, the broker and Redis die, lose connections, are away and come back. */
export const servers: Row = {
  name: 'servers',
  modes: BOTH,
  act: async (run, size) => {
    run.traffic.start(ORDINARY);
    await delay(2_000);
    for (let round = 0; round < (size.isShort ? 1 : 3) && !size.timeIsUp(); round++) {
      for (const fault of run.chance.shuffled(faultsOf(run, size))) {
        if (size.timeIsUp()) return;
        await fault();
        await delay(run.chance.between(500, 2_000));
      }
    }
  },
};

type Fault = () => Promise<void>;

function faultsOf(run: Run, { isShort }: Size): Fault[] {
  const { kafka, redis } = run.product;
  const awayMs = isShort ? 4_000 : 30_000;
  return [
    () => connectionsEnd(run),
    () => postgresIsAway(run, 'SIGQUIT', 0),
    () => postgresIsAway(run, 'SIGKILL', 0),
    () => postgresIsAway(run, 'SIGQUIT', awayMs),
    ...(kafka ? [() => isAway(run, 'the broker', kafka, 0), () => isAway(run, 'the broker', kafka, 2 * awayMs)] : []),
    ...(redis ? [() => isAway(run, 'Redis', redis, 0), () => isAway(run, 'Redis', redis, awayMs)] : []),
  ];
}

async function connectionsEnd(run: Run): Promise<void> {
  for (let times = 0; times < 3; times++) {
    await run.product.postgres.terminateBackends();
    run.faults += 1;
    await delay(run.chance.between(100, 600));
  }
  await run.recovers('all connections to PostgreSQL ended, three times');
}

/** While it is away a write is answered 503 with the time to wait, never 2xx. */
export async function postgresIsAway(run: Run, signal: 'SIGQUIT' | 'SIGKILL', forMs: number): Promise<void> {
  const { postgres } = run.product;
  const told = run.sender.unavailable;
  await postgres.end(signal);
  run.faults += 1;
  await delay(forMs);
  if (forMs > 0 && run.sender.unavailable === told) run.complaints.push('no 503 with Retry-After while PostgreSQL was away');
  await postgres.startAgain();
  await run.recovers(`PostgreSQL ended by ${signal}, away ${forMs / 1_000} s`);
}

async function isAway(run: Run, what: string, server: TestServer, forMs: number): Promise<void> {
  if (!server.kill || !server.startAgain) throw new Error(`${what} is not a process of this machine: it cannot be killed`);
  await server.kill();
  run.faults += 1;
  await delay(forMs);
  await run.product.startAgain(server);
  await run.recovers(`${what} killed, away ${forMs / 1_000} s`);
}

/** Every process and every server in the same moment. */
export const allAtOnce: Row = {
  name: 'all at once',
  modes: BOTH,
  act: async (run, { isShort, timeIsUp }) => {
    const { postgres, kafka, redis } = run.product;
    run.traffic.start(ORDINARY);
    for (let round = 0; round < (isShort ? 1 : 6) && !timeIsUp(); round++) {
      await delay(run.chance.between(2_000, 5_000));
      const ends = [...run.product.all.map((one) => one.kill()), postgres.end('SIGKILL'), kafka?.kill?.(), redis?.kill?.()];
      run.faults += ends.filter((end) => end !== undefined).length;
      await Promise.all(ends);
      await Promise.all([postgres.startAgain(), run.product.startAgain(kafka), run.product.startAgain(redis)]);
      await run.recovers('everything killed at once');
    }
  },
};
