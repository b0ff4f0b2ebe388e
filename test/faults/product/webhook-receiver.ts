import { createServer, type Server } from 'node:http';

/** Where the product's alerts are posted: counts what it was told, by the delivery's id. */
export class WebhookReceiver {
  readonly received = new Map<string, number>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      const id = String(request.headers['x-chitieu-delivery']);
      request.resume().on('end', () => {
        receiver.received.set(id, (receiver.received.get(id) ?? 0) + 1);
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${(server.address() as { port: number }).port}/`);
    return receiver;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
