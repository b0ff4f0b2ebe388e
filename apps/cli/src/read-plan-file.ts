import { readFile } from 'node:fs/promises';
import { CommandFailure } from './exit-codes.js';

/** The text of a document. Throws what to mend. */
export async function readPlanFile(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read: ${error.code ?? error.message}`);
  });
  return bytes.toString('utf8');
}
