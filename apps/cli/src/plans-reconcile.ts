import type { PlanDifferenceOnWire, ReconciliationOnWire } from '@chitieu/contracts';
import { Option, type Command } from 'commander';
import { CommandFailure } from './exit-codes.js';
import { onOneLine } from './printable.js';
import type { AddCommand } from './run.js';
import { table } from './table.js';

/** `chitieu plans reconcile` */
export const plansReconcile: AddCommand = (program, contextOf) => {
  const group =
    program.commands.find((command) => command.name() === 'plans') ??
    program.command('plans').description('plans of units and years');
  group
    .command('reconcile')
    .description('set the plans of a unit and of all below it against each other; fails where they differ')
    .requiredOption('--org-unit <code>', 'code of a unit, e.g. 24: a whole province in one answer')
    .option('--period <year>', 'year of the plans; the running one when left out')
    .addOption(new Option('--severity <least>', 'the least that is listed').choices(['error', 'warning', 'info']).default('info'))
    .action(async (options: { orgUnit: string; period?: string; severity: string }, command: Command) => {
      const context = contextOf(command);
      const answer = await context.api.get<ReconciliationOnWire>('reconciliations', options);
      context.print(answer, () => reconciliationText(answer, context.width));
      const grave = answer.levels.reduce((sum, { differences }) => sum + differences.error + differences.warning, 0);
      const cannot = answer.notComparable.length;
      context.say(`${answer.orgUnit.code} ${answer.period}: ${grave} to mend; ${cannot} could not be compared`);
      if (grave > 0) throw new CommandFailure('');
    });
};

function reconciliationText({ levels, items, notComparable }: ReconciliationOnWire, width: number): string {
  const overview = table(
    ['level', 'units', 'with plan', 'errors', 'warnings', 'notes'],
    levels.map(({ level, units, withPlan, differences: { error, warning, info } }) =>
      [level, units, withPlan, error, warning, info].map(String),
    ),
    width,
  );
  const apart = notComparable.map(({ orgUnit, what, message }) =>
    onOneLine(`– ${orgUnit.code} ${what}: ${message.vi} · ${message.en}`),
  );
  return [overview, ...items.map(itemText), ...(apart.length > 0 ? [apart.join('\n')] : [])].join('\n\n');
}

/** What differs, what it may come from, how to mend it: in both languages of the product. */
function itemText({ severity, rule, orgUnit, message, mend, causes }: PlanDifferenceOnWire, i: number): string {
  const others = causes.slice(1).map(({ message: { vi, en } }) => `     ${onOneLine(`${vi} · ${en}`)}`);
  return [
    `${i + 1}. ${severity} ${rule}: ${onOneLine(`${orgUnit.code} ${orgUnit.name}`)}`,
    `   ${onOneLine(message.vi)}`,
    `   ${onOneLine(message.en)}`,
    ...others,
    `   → ${mend.vi} · ${mend.en}`,
  ].join('\n');
}
