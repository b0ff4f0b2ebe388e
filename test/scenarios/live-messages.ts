import type { StreamMessage } from '@chitieu/contracts';

export interface LiveMessages {
  /** The next message that was asked for. */
  next(withinMs: number): Promise<StreamMessage>;
  close(): void;
}

/** Listens to `/api/v1/stream` as an open page does. Resolves once the stream is open. */
export async function liveMessages(baseUrl: string, wanted: (message: StreamMessage) => boolean): Promise<LiveMessages> {
  const aborter = new AbortController();
  const response = await fetch(`${baseUrl}/api/v1/stream`, { headers: { accept: 'text/event-stream' }, signal: aborter.signal });
  if (!response.ok || !response.body) throw new Error(`stream: ${response.status}`);
  const first = firstOf(response.body, wanted);
  first.catch(() => undefined);
  return {
    next: (withinMs) => Promise.race([first, after(withinMs)]),
    close: () => aborter.abort(),
  };
}

async function firstOf(body: ReadableStream<Uint8Array>, wanted: (message: StreamMessage) => boolean): Promise<StreamMessage> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    const found = blocks.map(messageOf).find((message) => message !== null && wanted(message));
    if (found) return found;
  }
  throw new Error('the stream ended');
}

function messageOf(block: string): StreamMessage | null {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const [event, data] = [field('event'), field('data')];
  return event === undefined || data === undefined ? null : ({ event, data: JSON.parse(data) } as StreamMessage);
}

function after(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`no live message within ${ms} ms`)), ms).unref());
}
