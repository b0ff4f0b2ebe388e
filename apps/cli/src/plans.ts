import { writeFile } from 'node:fs/promises';
import { PLAN_DRAFT_FORMAT, type PlanDraftOnWire } from '@chitieu/contracts';
import { readPlan } from '@chitieu/domain';
import type { Command } from 'commander';
import { draftText } from './draft-text.js';
import { CommandFailure } from './exit-codes.js';
import { readPlanFile } from './read-plan-file.js';
import type { AddCommand } from './run.js';
import { submitDraft, type SubmitOptions } from './submit-draft.js';

/** `chitieu plans read`, `chitieu plans submit` */
export const plans: AddCommand = (program, contextOf) => {
  const command = program.command('plans').description('plan documents of a commune, district or province');
  command
    .command('read')
    .description('read a plan into a draft: what it says and where, and what contradicts itself; the product need not run')
    .argument('<file>', 'Word (.docx), PDF with text, plain text or Markdown')
    .option('--out <draft.json>', 'keep the draft, for a person to confirm line by line')
    .action(async (file: string, { out }: { out?: string }, self: Command) => {
      const context = contextOf(self);
      const { text, format, encoding } = await readPlanFile(file);
      const draft: PlanDraftOnWire = { format: PLAN_DRAFT_FORMAT, source: { format, encoding }, ...readPlan(text) };
      if (out !== undefined) await keep(out, draft);
      context.print(draft, () => draftText(draft, context.width));
      const { findings, targets, results, projectLines, totals } = draft;
      context.say(
        `${targets.length} targets, ${results.length} results, ${projectLines.length} project lines, ${totals.length} totals; ${findings.length} findings; nothing is confirmed`,
      );
    });
  command
    .command('submit')
    .description('send the lines of a draft that a person marked "confirmed": true, as a plan and declarations')
    .argument('<draft.json>', 'as `plans read --out` wrote it')
    .requiredOption('--org-unit <code>', 'official code of the unit: documents do not say it')
    .option('--plan-id <id>', 'of the plan; KH-<unit>-<year> when absent')
    .option('--dry-run', 'show what would be sent')
    .action((file: string, options: SubmitOptions, self: Command) => submitDraft(file, options, contextOf(self)));
};

const keep = (file: string, draft: unknown): Promise<void> =>
  writeFile(file, `${JSON.stringify(draft, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be written: ${error.code ?? error.message}`);
  });
