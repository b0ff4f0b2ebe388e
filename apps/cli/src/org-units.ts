import { readFile } from 'node:fs/promises';
import type { ImportStatus, RejectedRow } from '@chitieu/contracts';
import type { TreeChanges } from '@chitieu/domain';
import type { Command } from 'commander';
import type { Context } from './context.js';
import { CommandFailure } from './exit-codes.js';
import { printable } from './printable.js';
import type { AddCommand } from './run.js';
import { treeChangesText, treeProblemsText } from './tree-changes-text.js';

const POLL_MS = 200;
const ENDED = ['done', 'refused', 'failed'];

/** `chitieu org-units import` */
export const orgUnits: AddCommand = (program, contextOf) => {
  program
    .command('org-units')
    .description('the dated list of administrative units')
    .command('import')
    .description('state units from a CSV; one bad row refuses the file whole')
    .argument(
      '<file>',
      'CSV, UTF-8, commas, a header: code,name,level,parent,validFrom,validTo,predecessors,predecessorShares; lists parted by |',
    )
    .option('--dry-run', 'write nothing: show what would open, close, merge, split, move or get another name, and what is wrong')
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }, command: Command) => {
      const context = contextOf(command);
      const status = await send(context, file, dryRun);
      const rejected = status.rejected > 0 || status.state === 'refused' ? await rejectedRows(context, status.id) : [];
      const changes =
        dryRun && status.state === 'done' ? await context.api.get<TreeChanges>(`imports/${status.id}/changes`) : null;
      context.print({ status, ...changes, rejected }, () =>
        changes ? treeChangesText(changes, context.width) : countsText(status),
      );
      if (changes) {
        for (const line of treeProblemsText(changes)) context.say(line);
        context.say(`${countsText(status)}; nothing was written`);
      }
      for (const row of rejected) context.say(rejectedText(row));
      if (status.state !== 'done' || rejected.length > 0) throw new CommandFailure(endText(status));
    });
};

async function send({ api }: Context, file: string, dryRun: boolean): Promise<ImportStatus> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read: ${error.code ?? error.message}`);
  });
  // A dry run looks at every row; an import of half a tree would leave communes without a parent.
  const query = `kind=org-units&dryRun=${dryRun}&onError=${dryRun ? 'keep' : 'refuse'}`;
  const { id } = await api.upload<{ id: string }>(`imports?${query}`, 'text/csv', bytes);
  for (;;) {
    const status = await api.get<ImportStatus>(`imports/${id}`);
    if (ENDED.includes(status.state)) return status;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function rejectedRows({ api }: Context, id: string): Promise<RejectedRow[]> {
  const lines = (await api.text(`imports/${id}/rejected`)).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as RejectedRow);
}

/** In both languages, with what would mend it. */
function rejectedText({ line, column, message, suggestion }: RejectedRow): string {
  const told = (['vi', 'en'] as const).map((language) => `${message[language]}${suggestion ? ` ${suggestion[language]}` : ''}`);
  return printable(`line ${line}${column ? `, ${column}` : ''}: ${told.join(' · ')}`);
}

const countsText = ({ received, created, updated, unchanged, rejected }: ImportStatus): string =>
  `${received} rows: ${created} new, ${updated} changed, ${unchanged} as they stood, ${rejected} rejected`;

const endText = ({ state, error }: ImportStatus): string =>
  error ? `${error.vi}\n${error.en}` : state === 'done' ? '' : `the import is ${state}`;
