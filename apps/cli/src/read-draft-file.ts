import { readFile } from 'node:fs/promises';
import { planDraft, type PlanDraftOnWire } from '@chitieu/contracts';
import { CommandFailure } from './exit-codes.js';

/** A draft that `plans read --out` kept and a person went through. Throws what is wrong with it. */
export async function readDraftFile(file: string): Promise<PlanDraftOnWire> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read: ${error.code ?? error.message}`);
  });
  const read = planDraft.safeParse(parsed(text, file));
  if (read.success) return read.data;
  const issues = read.error.issues.slice(0, 10).map(({ path, message }) => `  /${path.join('/')}: ${message}`);
  throw new CommandFailure([`${file} is no draft as \`plans read --out\` writes it:`, ...issues].join('\n'));
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${file}: ${(error as Error).message}`);
  }
}
