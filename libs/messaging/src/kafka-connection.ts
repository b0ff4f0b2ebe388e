import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface BrokerAddress {
  host: string;
  port: number;
}

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 15_000;

/** A connection to one broker, with one request at a time. What goes wrong once is the end of it. */
export class KafkaConnection {
  private chunks: Buffer[] = [];
  private length = 0;
  private answered: ((response: Buffer) => void) | undefined;
  private failed: (error: Error) => void = () => undefined;
  private failure: Error | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the broker closed the connection')));
    socket.on('timeout', () => socket.destroy(new Error(`no answer within ${socket.timeout} ms`)));
  }

  static async open({ host, port }: BrokerAddress, ended: AbortSignal): Promise<KafkaConnection> {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, signal: ended, timeout: CONNECT_WITHIN_MS });
    const connection = new KafkaConnection(socket);
    await once(socket, 'connect');
    return connection;
  }

  get isOpen(): boolean {
    return this.failure === undefined;
  }

  /** `request` begins with its length; the answer comes without. */
  async request(request: Buffer): Promise<Buffer> {
    if (this.failure) throw this.failure;
    this.socket.setTimeout(ANSWER_WITHIN_MS);
    this.socket.write(request);
    const response = await new Promise<Buffer>((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
    this.socket.setTimeout(0);
    return response;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < 4) return;
    if (this.chunks[0]!.length < 4) this.chunks = [Buffer.concat(this.chunks)];
    const size = this.chunks[0]!.readInt32BE(0);
    if (this.length < 4 + size) return;
    const response = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    this.chunks = [];
    this.length = 0;
    this.answered?.(response.subarray(4));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.failed(this.failure);
  }
}
