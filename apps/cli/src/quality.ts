import { checkTable, readPrintedTable, type PrintedFigure, type PrintedTable, type TableCheck } from '@chitieu/domain';
import type { Command } from 'commander';
import { CommandFailure } from './exit-codes.js';
import { foundText, unreadableText } from './found-text.js';
import { qualityReport } from './quality-report.js';
import { readCsv } from './read-csv.js';
import type { AddCommand } from './run.js';

/** `chitieu quality check` */
export const quality: AddCommand = (program, contextOf) => {
  const group = program.command('quality').description('checks of what is published, and of what the product holds');
  qualityReport(group, contextOf);
  group
    .command('check')
    .description(
      'set the figures of a table beside each other: sums, components, rates; fails where they contradict; the product need not run',
    )
    .argument('<file>', 'CSV, UTF-8: a header, a row each; lines that begin with # are left out')
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(command);
      const printed = readPrintedTable(await readCsv(file));
      const figures = printed.figures.flat().filter((figure) => figure !== null);
      if (figures.length === 0) {
        throw new CommandFailure(
          `${file}: no figure in it. Is the first line the header, and are the columns parted by , ; or tab?`,
        );
      }
      const check = checkTable(printed);
      context.print(answerOf(printed, check), () => foundText(printed, check));
      for (const line of unreadableText(printed)) context.say(line);
      const { findings, unchecked } = check;
      context.say(
        `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}; ${figures.length} figures, of which nothing else in the table bears out ${unchecked.length}`,
      );
      if (findings.length + printed.unreadable.length > 0) throw new CommandFailure('');
    });
};

/** For programs. */
function answerOf({ columns, rows, unreadable }: PrintedTable, { findings, unchecked }: TableCheck) {
  const at = ({ row, column, text }: Pick<PrintedFigure, 'row' | 'column' | 'text'>) => ({
    ...{ row: rows[row], column: columns[column]!.name, text },
  });
  return {
    findings: findings.map(({ broken, suspects }) => ({
      broken: broken.map(({ name, arithmetic, figures }) => ({ law: name, arithmetic, figures: figures.map(at) })),
      suspects: suspects.map(({ figure, misprint }) => ({ ...at(figure), wouldBe: misprint.text, how: misprint.how })),
    })),
    unreadable: unreadable.map((cell) => ({
      ...at(cell),
      ...('reason' in cell.read && { reason: cell.read.reason, readings: cell.read.readings }),
    })),
    unchecked: unchecked.map(at),
  };
}
