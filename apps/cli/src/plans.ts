import { writeFile } from 'node:fs/promises';
import { readPlan } from '@chitieu/domain';
import type { Command } from 'commander';
import { CommandFailure } from './exit-codes.js';
import { draftText } from './draft-text.js';
import { readPlanFile } from './read-plan-file.js';
import type { AddCommand } from './run.js';

/** `chitieu plans read` */
export const plans: AddCommand = (program, contextOf) => {
  const command = program.command('plans').description('plan documents of a commune, district or province');
  command
    .command('read')
    .description('read a plan into a draft: what it says and where, and what contradicts itself; the product need not run')
    .argument('<file>', 'text or Markdown')
    .option('--out <draft.json>', 'keep the draft, for a person to confirm line by line')
    .action(async (file: string, { out }: { out?: string }, self: Command) => {
      const context = contextOf(self);
      const draft = readPlan(await readPlanFile(file));
      if (out !== undefined) await keep(out, draft);
      context.print(draft, () => draftText(draft, context.width));
      const { findings, targets, results, projectLines, totals } = draft;
      context.say(
        `${targets.length} targets, ${results.length} results, ${projectLines.length} project lines, ${totals.length} totals; ${findings.length} findings; nothing is confirmed`,
      );
    });
};

const keep = (file: string, draft: unknown): Promise<void> =>
  writeFile(file, `${JSON.stringify(draft, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be written: ${error.code ?? error.message}`);
  });
