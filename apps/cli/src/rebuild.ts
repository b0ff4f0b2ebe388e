import type { RebuildOnWire } from '@chitieu/contracts';
import { Option, type Command } from 'commander';
import type { Context } from './context.js';
import { idOf } from './id-of.js';
import type { AddCommand } from './run.js';
import { table } from './table.js';
import { rebuildText, waitForRebuild } from './wait-for-rebuild.js';

/** `chitieu rebuild`, `rebuild status|wait|cancel` */
export const rebuild: AddCommand = (program, contextOf) => {
  const group = program
    .command('rebuild')
    .description('build the stored numbers anew beside those that serve; put in place only if they are what the facts add up to')
    .addOption(
      new Option('--from <source>', 'facts: count anew; state: add the counters up anew')
        .choices(['facts', 'state'])
        .default('facts'),
    )
    .option('--no-wait', 'do not wait for its end')
    .action(async ({ from, wait }: { from: string; wait: boolean }, command: Command) => {
      const context = contextOf(command);
      const begun = await context.api.post<RebuildOnWire>('rebuilds', { from });
      context.say(`rebuild ${begun.id} begun: ${begun.total} to fill. It goes on by itself, also when this command is ended.`);
      await (wait ? waitForRebuild(context, begun.id) : print(context, begun));
    });

  group
    .command('status')
    .description('the last ones, the newest first')
    .action(async (_options: object, command: Command) => {
      const context = contextOf(command);
      const page = await context.api.get<{ items: RebuildOnWire[] }>('rebuilds');
      context.print(page, () => listText(page.items, context.width));
      if (page.items.length === 0) context.say('no rebuild yet');
    });

  group
    .command('wait')
    .description('follow one to its end')
    .argument('<id>', 'its id', rebuildId)
    .action((id: string, _options: object, command: Command) => waitForRebuild(contextOf(command), id));

  group
    .command('cancel')
    .description('end one that is under way; the numbers that serve stay')
    .argument('<id>', 'its id', rebuildId)
    .action(async (id: string, _options: object, command: Command) => {
      const context = contextOf(command);
      print(context, await context.api.post<RebuildOnWire>(`rebuilds/${id}/cancel`, {}));
    });
};

const print = (context: Context, rebuild: RebuildOnWire): void => context.print(rebuild, () => rebuildText(rebuild));

const listText = (rebuilds: RebuildOnWire[], width: number): string =>
  table(
    ['id', 'from', 'state', 'done', 'started', 'finished', 'differences', 'changed', 'error'],
    rebuilds.map(({ id, from, state, done, total, startedAt, finishedAt, differenceCount, changed, error }) => [
      ...[id, from, state, `${done}/${total}`, startedAt, finishedAt ?? '', String(differenceCount)],
      ...[changed === null ? '' : String(changed), error ?? ''],
    ]),
    width,
  );

const rebuildId = idOf('a rebuild');
