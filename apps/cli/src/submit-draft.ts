import type { WriteResult } from '@chitieu/contracts';
import type { Context } from './context.js';
import { CommandFailure } from './exit-codes.js';
import { readDraftFile } from './read-draft-file.js';
import { statementsOf } from './statements-of-draft.js';

export interface SubmitOptions {
  orgUnit: string;
  planId?: string;
  dryRun?: boolean;
}

/** Sends what was confirmed, all of it or none: a confirmed line that cannot be stated stops the others too. */
export async function submitDraft(file: string, options: SubmitOptions, context: Context): Promise<void> {
  const { plan, declarations, unsendable, unconfirmed } = statementsOf(await readDraftFile(file), options);
  if (unsendable.length > 0) {
    throw new CommandFailure(
      ['nothing was sent; mend or unconfirm:', ...unsendable.map(({ id, why }) => `  ${id}: ${why}`)].join('\n'),
    );
  }
  if (unconfirmed.length > 0) context.say(`not confirmed, not sent: ${unconfirmed.join(', ')}`);
  const calls = [
    ...(plan ? [{ path: `plans/${plan.planId}`, body: plan }] : []),
    ...declarations.map((body) => ({ path: `declarations/${body.declarationId}`, body })),
  ];
  if (calls.length === 0)
    throw new CommandFailure('nothing is confirmed: set "confirmed": true on the lines that you have checked');
  const done: { path: string; result: WriteResult | null; body: object }[] = [];
  for (const { path, body } of calls) {
    const result = options.dryRun ? null : await context.api.put<WriteResult>(path, body);
    done.push({ path, result, body });
    if (result) context.say(`${path}: ${result.outcome} (ver ${result.ver})`);
  }
  context.print(
    options.dryRun ? done.map(({ path, body }) => ({ path, body })) : done.map(({ path, result }) => ({ path, ...result })),
    () =>
      options.dryRun
        ? JSON.stringify(
            done.map(({ path, body }) => ({ path, body })),
            null,
            2,
          )
        : `${done.length} sent`,
  );
}
