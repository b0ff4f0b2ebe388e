import { decodeText, inUnicode } from './decode-text.js';
import { docxText } from './docx-text.js';
import { DocumentRefused } from './document-refused.js';
import { pdfText } from './pdf-text.js';

export type DocumentFormat = 'docx' | 'pdf' | 'text';

export interface DocumentText {
  format: DocumentFormat;
  /** Of plain text: how it was written. Of others: a font's encoding, where letters came from one. */
  encoding: string;
  /** Markdown: tables as rows with `|`, headings with `#` where the document marks them. */
  text: string;
}

export const LARGEST_DOCUMENT_BYTES = 10 * 1_048_576;
/** Some 130 pages. */
const LONGEST_TEXT = 400_000;

const begins = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** The text of a document, by what it is and not by what it is called. Throws {@link DocumentRefused}. */
export async function readDocument(bytes: Uint8Array): Promise<DocumentText> {
  if (bytes.length > LARGEST_DOCUMENT_BYTES) throw new DocumentRefused('too-large');
  const read = await textOf(bytes);
  if (read.text.length > LONGEST_TEXT) throw new DocumentRefused('too-large');
  return read;
}

async function textOf(bytes: Uint8Array): Promise<DocumentText> {
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return unicode('pdf', await pdfText(bytes));
  if (begins(bytes, 0x50, 0x4b)) return unicode('docx', docxText(bytes));
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new DocumentRefused('old-word');
  return { format: 'text', ...decodeText(bytes) };
}

/** Old fonts show Vietnamese where Unicode has other letters. */
const unicode = (format: DocumentFormat, text: string): DocumentText => ({ format, ...inUnicode(text, 'utf-8') });
