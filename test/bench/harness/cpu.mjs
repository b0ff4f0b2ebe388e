import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const TICKS_PER_SECOND = 100; // what Linux shows to programs, whatever the kernel's own clock
const LOOK_EVERY_MS = 250;

/** CPU seconds that the trees under the given processes have used so far, children that ended included. */
export async function cpuSeconds(pids) {
  const processes = await allProcesses();
  let ticks = 0;
  for (let wanted = pids.filter(Boolean); wanted.length > 0;) {
    for (const pid of wanted) ticks += processes.get(pid)?.ticks ?? 0;
    const parents = new Set(wanted);
    wanted = [...processes].filter(([, { parent }]) => parents.has(parent)).map(([pid]) => pid);
  }
  return ticks / TICKS_PER_SECOND;
}

/**
 * Looks again and again, for a window of time that is only known when it is over.
 *
 * @param {() => Promise<Record<string, number>>} read
 */
export function record(read) {
  const looks = [];
  let isOver = false;
  const looking = (async () => {
    for (; !isOver; await delay(LOOK_EVERY_MS, undefined, { ref: false })) looks.push({ at: Date.now(), ...(await read()) });
  })();
  const nearest = (moment) =>
    looks.reduce((best, look) => (Math.abs(look.at - moment) < Math.abs(best.at - moment) ? look : best));
  return {
    /** What was used between two moments. */
    async between(from, to) {
      isOver = true;
      await looking;
      const [first, last] = [nearest(from), nearest(to)];
      return Object.fromEntries(Object.keys(first).map((name) => [name, last[name] - first[name]]));
    },
  };
}

/** Resident memory of one process, MB. */
export async function residentMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function allProcesses() {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter(Boolean);
  const entries = await Promise.all(pids.map(async (pid) => [pid, await statOf(pid)]));
  return new Map(entries.filter(([, stat]) => stat !== null));
}

/** proc(5): the fields behind the name in brackets begin with the third. */
async function statOf(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return { parent: fields[1], ticks: fields[11] + fields[12] + fields[13] + fields[14] };
}
