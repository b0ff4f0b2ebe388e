import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { CommandFailure } from './exit-codes.js';

const MOST_BYTES = 10_000_000;
const MARKS = [',', ';', '\t'];

/** The records of a CSV file, the header first. Throws what to mend, with the line. */
export async function readCsv(file: string): Promise<string[][]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read: ${error.code ?? error.message}`);
  });
  if (bytes.length > MOST_BYTES)
    throw new CommandFailure(`${file}: ${bytes.length} bytes; a table of at most ${MOST_BYTES} is read`);
  const text = textOf(bytes, file);
  const header = text.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const delimiter = MARKS.reduce((a, b) => (header.split(b).length > header.split(a).length ? b : a));
  try {
    return parse(text, { delimiter, bom: true, comment: '#', comment_no_infix: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) throw new CommandFailure(`${file}: ${error.message}`);
    throw error;
  }
}

function textOf(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFailure(`${file} is not UTF-8: save it as "CSV UTF-8"`);
  }
}
