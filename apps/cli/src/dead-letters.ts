import type { DeadLetterInFull, DeadLetterOnWire, DropAnswer } from '@chitieu/contracts';
import { InvalidArgumentError, type Command } from 'commander';
import { idOf } from './id-of.js';
import { replayDeadLetters } from './replay-dead-letters.js';
import type { AddCommand } from './run.js';
import { deadLetterText } from './show-dead-letter.js';
import { table } from './table.js';

interface Filters {
  group?: string;
  reason?: string;
  type?: string;
}

/** `chitieu dead-letters list|show|replay|drop` */
export const deadLetters: AddCommand = (program, contextOf) => {
  const group = program.command('dead-letters').description('events that could not be applied; their neighbours were');

  filtered(group.command('list').description('the newest first'))
    .option('--type <type>', 'of this type only, e.g. household.reviewed.v1')
    .option('--limit <n>', 'at most so many (1–500)', numberFrom(1, 500), 50)
    .option('--after <id>', 'go on behind this one', letterId)
    .action(async (options: Filters & { limit: number; after?: string }, command: Command) => {
      const { group, reason, type, limit, after } = options;
      const context = contextOf(command);
      const query = { group, reason, type, limit, after };
      const page = await context.api.get<{ items: DeadLetterOnWire[]; next: string | null }>('dead-letters', query);
      context.print(page, () => listText(page.items, context.width));
      if (page.next !== null) context.say(`there are more: --after ${page.next}`);
      else if (page.items.length === 0) context.say('no dead letters');
    });

  group
    .command('show')
    .description('one of them with the whole payload')
    .argument('<id>', 'its id', letterId)
    .action(async (id: string, _options: object, command: Command) => {
      const context = contextOf(command);
      const letter = await context.api.get<DeadLetterInFull>(`dead-letters/${id}`);
      context.print(letter, () => deadLetterText(letter));
    });

  filtered(group.command('replay').description('once the cause is mended: hand them to the same group again'))
    .argument('[ids...]', 'ids; or all of a --group', idsOf)
    .option('--no-wait', 'do not wait for how each ends')
    .option('--timeout <seconds>', 'wait so long at most', numberFrom(1, 86_400), 60)
    .action(async (ids: string[], options: Filters & { wait: boolean; timeout: number }, command: Command) => {
      if (ids.length > 0 === (options.group !== undefined)) command.error('error: name ids, or a --group');
      if (ids.length > 0 && options.reason !== undefined) command.error('error: --reason goes with --group');
      const { group, reason, wait, timeout } = options;
      await replayDeadLetters(contextOf(command), { ids, group, reason, waitForMs: wait ? timeout * 1_000 : null });
    });

  group
    .command('drop')
    .description('give them up for good')
    .argument('<ids...>', 'ids', idsOf)
    .requiredOption('--reason <text>', 'why; the log keeps it')
    .action(async (ids: string[], { reason }: { reason: string }, command: Command) => {
      const context = contextOf(command);
      const answer = await context.api.post<DropAnswer>('dead-letters/drop', { ids, reason });
      context.print(answer, () => `${answer.dropped} dropped`);
    });
};

const filtered = (command: Command): Command =>
  command
    .option('--group <group>', 'of this group only, e.g. indicator-calculation')
    .option('--reason <reason>', 'for this reason only, e.g. handler-failed');

const listText = (letters: DeadLetterOnWire[], width: number): string =>
  table(
    ['id', 'last failed', 'tries', 'group', 'type', 'key', 'reason', 'replay', 'detail'],
    letters.map((letter) => [
      letter.id,
      letter.lastFailedAt,
      String(letter.attempts),
      letter.group,
      letter.type,
      letter.key,
      letter.reason,
      letter.replay,
      letter.detail,
    ]),
    width,
  );

const letterId = idOf('a dead letter');
const idsOf = (text: string, before: string[] = []): string[] => [...before, letterId(text)];

const numberFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
