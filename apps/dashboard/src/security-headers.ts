import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * Everything from this origin and nothing inline but styles (the component library sets its colours in a style element).
 * No HSTS and no upgrade to https: the address is http on the loopback.
 */
export async function securityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
}
