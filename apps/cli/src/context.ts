import type { Command } from 'commander';
import { Api } from './api.js';
import { printable } from './printable.js';

/** Where a command writes, and what it is told by. */
export interface Terminal {
  /** Data: standard output. */
  out(text: string): void;
  /** Progress and errors: standard error. */
  err(text: string): void;
  /** Of standard output, where somebody looks at it. */
  columns?: number | undefined;
  env: Record<string, string | undefined>;
}

export const DEFAULT_URL = 'http://127.0.0.1:8080';

/** What every command has: the product, and one way to say how it went. */
export class Context {
  readonly api: Api;
  readonly json: boolean;

  constructor(
    private readonly terminal: Terminal,
    command: Command,
  ) {
    const { url, json = false } = command.optsWithGlobals<{ url: string; json?: boolean }>();
    if (!isAddress(url)) command.error(`error: --url or CHITIEU_URL: '${url}' is no address such as ${DEFAULT_URL}`);
    this.api = new Api(url.replace(/\/+$/, ''));
    this.json = json;
  }

  get width(): number {
    return this.terminal.columns ?? Infinity;
  }

  /** The answer of the command: as JSON when asked for, else as text for people. */
  print(data: unknown, text: () => string): void {
    this.terminal.out(`${this.json ? printable(JSON.stringify(data, null, 2)) : text()}\n`);
  }

  say(line: string): void {
    this.terminal.err(`${line}\n`);
  }
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
