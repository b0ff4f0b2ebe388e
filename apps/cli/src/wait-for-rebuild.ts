import { setTimeout as delay } from 'node:timers/promises';
import type { RebuildOnWire } from '@chitieu/contracts';
import type { Context } from './context.js';
import { CommandFailure, EXIT } from './exit-codes.js';
import { table } from './table.js';

const ASK_EVERY_MS = 500;
const PATIENCE_MS = 120_000;

/** Follows a rebuild to its end with a line for each tenth; fails unless it was put in place. A product that is away is waited for. */
export async function waitForRebuild(context: Context, id: string): Promise<void> {
  let told = '';
  for (;;) {
    const rebuild = await ask(context, id);
    if (rebuild.finishedAt !== null) return conclude(context, rebuild);
    const line = barOf(rebuild);
    if (line !== told) context.say(line);
    told = line;
    await delay(ASK_EVERY_MS);
  }
}

async function ask(context: Context, id: string): Promise<RebuildOnWire> {
  for (const until = Date.now() + PATIENCE_MS; ; await delay(ASK_EVERY_MS)) {
    try {
      return await context.api.get<RebuildOnWire>(`rebuilds/${id}`);
    } catch (error) {
      const isAway = error instanceof CommandFailure && error.exitCode === EXIT.unreachable;
      if (!isAway || Date.now() > until) throw error;
    }
  }
}

const TENTHS = 10;

function barOf({ state, step, done, total }: RebuildOnWire): string {
  const tenths = total === 0 ? TENTHS : Math.floor((done * TENTHS) / total);
  return `${state.padEnd(9)} [${'#'.repeat(tenths)}${'.'.repeat(TENTHS - tenths)}] ${tenths * 10} %  ${step}`;
}

function conclude(context: Context, rebuild: RebuildOnWire): void {
  context.print(rebuild, () => rebuildText(rebuild));
  if (rebuild.state !== 'done') throw new CommandFailure(ADVICE[rebuild.state] ?? '');
}

const ADVICE: Partial<Record<RebuildOnWire['state'], string>> = {
  refused:
    'It was not put in place: it is not what the facts add up to. The numbers before go on serving. This is a defect to report, with the differences above.',
  failed: 'It was not put in place. Mend the cause, then begin another.',
};

export function rebuildText(rebuild: RebuildOnWire): string {
  const { id, from, state, startedAt, finishedAt, compared, differenceCount, differences, changed, error } = rebuild;
  const took = finishedAt === null ? '' : ` after ${((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000).toFixed(1)} s`;
  const lines = [`rebuild ${id} from ${from}: ${state}${took}, ${compared} values compared, ${differenceCount} differences`];
  if (changed !== null) lines.push(`${changed} units and periods have other numbers than before`);
  if (error !== null) lines.push(error);
  if (differences.length > 0) {
    const rows = differences.map(({ unit, period, measure, recomputed, stored }) => [unit, period, measure, recomputed, stored]);
    lines.push(table(['unit', 'period', 'measure', 'from the facts', 'rebuilt'], rows));
  }
  return lines.join('\n');
}
