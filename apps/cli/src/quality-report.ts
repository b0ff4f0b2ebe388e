import type { DataQualityPage, QualityItem } from '@chitieu/contracts';
import type { Command } from 'commander';
import { CommandFailure } from './exit-codes.js';
import type { AddCommand } from './run.js';
import { table } from './table.js';

interface Asked {
  orgUnit: string;
  period?: string;
}

/** `chitieu quality list`: of the running product. */
export const qualityReport: AddCommand = (group, contextOf) => {
  group
    .command('list')
    .description(
      'what does not fit in the numbers of a unit and of those directly below it; fails where something is to be mended',
    )
    .requiredOption('--org-unit <code>', 'e.g. 219')
    .option('--period <period>', 'e.g. 2024; the running year when absent')
    .action(async ({ orgUnit, period }: Asked, command: Command) => {
      const context = contextOf(command);
      const { items } = await context.api.get<DataQualityPage>('data-quality', { orgUnit, period });
      context.print({ items }, () => (items.length === 0 ? 'nothing found' : itemsText(items, context.width)));
      if (items.some(({ severity }) => severity === 'error')) throw new CommandFailure('');
    });
};

const itemsText = (items: QualityItem[], width: number): string =>
  table(
    ['severity', 'unit', 'indicator', 'rule', 'what'],
    items.map(({ severity, orgUnit, indicator, rule, message, arithmetic }) => [
      ...[severity, `${orgUnit.code} ${orgUnit.name}`, indicator ?? '', rule],
      arithmetic === null ? message.vi : `${message.vi} (${arithmetic})`,
    ]),
    width,
  );
