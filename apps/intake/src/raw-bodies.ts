import { DOCUMENT_TYPES } from '@chitieu/contracts';
import { ProblemError } from '@chitieu/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

const ONE_MIB = 1_048_576;

/**
 * Bodies as they came: JSON as bytes (our own reader is stricter), files as streams of any size. A compressed body is
 * refused before it is read: what it unpacks to cannot be known.
 */
export async function rawBodies(app: NestFastifyApplication): Promise<void> {
  app.useBodyParser('application/json', { bodyLimit: ONE_MIB }, (_request, body, done) => done(null, body));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.removeContentTypeParser('text/plain'); // Fastify's own would hold the whole text before anybody asked for it
  fastify.addContentTypeParser(['application/x-ndjson', 'text/csv', ...DOCUMENT_TYPES], (_request, payload, done) =>
    done(null, payload),
  );
  fastify.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      throw new ProblemError(415, 'content-encoding', {
        vi: `Không nhận nội dung nén (${encoding}); hãy gửi tệp gốc.`,
        en: `Compressed bodies (${encoding}) are not taken; send the file as it is.`,
      });
    }
  });
}
