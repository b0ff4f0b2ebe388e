import { readFile } from 'node:fs/promises';
import { DocumentRefused, readDocument, type DocumentText } from '@chitieu/documents';
import { CommandFailure } from './exit-codes.js';

/** The text of a document. Throws what to mend. */
export async function readPlanFile(file: string): Promise<DocumentText> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read: ${error.code ?? error.message}`);
  });
  return readDocument(bytes).catch((error: unknown) => {
    if (error instanceof DocumentRefused) {
      throw new CommandFailure(`${file}: ${error.reason}\n  ${error.detail.vi}\n  ${error.detail.en}`);
    }
    throw error;
  });
}
