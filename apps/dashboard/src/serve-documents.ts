import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** The wire contract as documents, generated in the contracts package and read from it. */
const CONTRACTS = dirname(dirname(fileURLToPath(import.meta.resolve('@chitieu/contracts'))));

export function serveDocuments(app: FastifyInstance): void {
  for (const document of ['openapi.json', 'asyncapi.json']) {
    app.get(`/api/v1/${document}`, async (_request, reply) =>
      reply.header('content-type', 'application/json; charset=utf-8').send(await readFile(join(CONTRACTS, document), 'utf8')),
    );
  }
}
