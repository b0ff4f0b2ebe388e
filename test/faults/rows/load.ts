import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ORDINARY } from '../run.js';
import { BOTH, type Row } from './row.js';

/** A process that swells beyond this keeps what it should hand on. */
const MEMORY_MB = 900;

/** Ten times the ordinary traffic; a process that holds it all in memory, or does not come back, is found. */
export const load: Row = {
  name: 'load',
  modes: BOTH,
  act: async (run, { isShort }) => {
    run.traffic.start(ORDINARY);
    await delay(2_000);
    run.traffic.start({ writers: 54, pauseMs: 10, importers: 4, importRows: 5_000, importPauseMs: 0 });
    run.faults += 1;
    const until = Date.now() + (isShort ? 8_000 : 300_000);
    const most = new Map<string, number>();
    while (Date.now() < until) {
      for (const { name, pid } of run.product.all) most.set(name, Math.max(most.get(name) ?? 0, await megabytesOf(pid)));
      await delay(500);
    }
    for (const [name, megabytes] of most) {
      run.say(`${name}: at most ${megabytes} MB`);
      if (megabytes > MEMORY_MB) run.complaints.push(`${name} grew to ${megabytes} MB under load`);
    }
    await run.traffic.stop();
    await run.recovers('ten times the traffic');
    run.say(`${run.sender.unavailable} times asked to come again (429, 503)`);
  },
};

async function megabytesOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}
