import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run } from './run.js';

/** A call as the product saw it. */
export interface Call {
  method: string;
  url: string;
  body: unknown;
}

export type Answer = (call: Call) => { status?: number; body: unknown };

/** A server in the product's place: keeps what it was asked, answers what the test says. */
export class FakeProduct {
  readonly calls: Call[] = [];
  answer: Answer = () => ({ body: {} });
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const call = { method: request.method!, url: request.url!, body };
        this.calls.push(call);
        const { status = 200, body: answer } = this.answer(call);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Runs a command line against it. */
  async run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    return runCaptured(argv, { CHITIEU_URL: this.url });
  }
}

export async function runCaptured(
  argv: string[],
  env: Record<string, string> = {},
  columns?: number,
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(argv, { out: (text) => (out += text), err: (text) => (err += text), env, columns });
  return { code, out, err };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  if (text === '') return undefined;
  return request.headers['content-type'] === 'application/json' ? JSON.parse(text) : text;
}
