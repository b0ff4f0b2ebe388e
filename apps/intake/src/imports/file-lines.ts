import { isUtf8 } from 'node:buffer';

const MAX_LINE = 1_048_576;
const NEW_LINE = 0x0a;

export interface FileLine {
  /** From 1, as the sender's editor counts. */
  number: number;
  text: string;
  broken?: 'not-utf8' | 'line-too-long' | undefined;
}

/** Lines of a file that comes in pieces, in groups: memory holds a piece and one line, whatever the file. */
export async function* fileLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<FileLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const group = (bytes: Buffer): FileLine[] => linesOf(bytes).map(({ text, broken }) => lineOf(++number, text, broken));
  for await (const piece of pieces) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const end = bytes.lastIndexOf(NEW_LINE) + 1;
    // Of a line without an end no more is kept than shows that it is too long.
    rest = bytes.subarray(end, end + MAX_LINE + 1);
    if (end > 0) yield group(bytes.subarray(0, end - 1));
  }
  if (rest.length > 0) yield group(rest);
}

/** One line that is not UTF-8 must not cost the others the fast way, nor their text. */
function linesOf(bytes: Buffer): Omit<FileLine, 'number'>[] {
  if (isUtf8(bytes))
    return bytes
      .toString('utf8')
      .split('\n')
      .map((text) => ({ text }));
  const lines: Omit<FileLine, 'number'>[] = [];
  for (let from = 0; from <= bytes.length;) {
    const at = bytes.indexOf(NEW_LINE, from);
    const end = at < 0 ? bytes.length : at;
    const one = bytes.subarray(from, end);
    lines.push(
      isUtf8(one) ? { text: one.toString('utf8') } : { text: one.toString('latin1').slice(0, 1_000), broken: 'not-utf8' },
    );
    from = end + 1;
  }
  return lines;
}

function lineOf(number: number, written: string, broken: FileLine['broken']): FileLine {
  if (written.length > MAX_LINE) return { number, text: written.slice(0, 1_000), broken: 'line-too-long' };
  const text = number === 1 ? written.replace(/^\ufeff/, '') : written;
  return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, broken };
}
