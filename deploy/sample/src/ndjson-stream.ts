/** Enough rows in a piece that the sender is not woken for each, few enough that the reader is never ahead by much. */
const PIECE_CHARACTERS = 64 * 1024;

/** Rows as a body: one JSON text a line, made only as fast as the receiver takes them. */
export function ndjsonStream(rows: Iterable<unknown>, onSent: (rows: number) => void): ReadableStream<Uint8Array> {
  const source = rows[Symbol.iterator]();
  const encoder = new TextEncoder();
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      let piece = '';
      let done = false;
      while (piece.length < PIECE_CHARACTERS && !done) {
        const next = source.next();
        if (next.done) done = true;
        else {
          piece += `${JSON.stringify(next.value)}\n`;
          sent += 1;
        }
      }
      if (piece !== '') controller.enqueue(encoder.encode(piece));
      onSent(sent);
      if (done) controller.close();
    },
  });
}
