import { z } from 'zod';

const viewerScope = z.union([z.literal('everything'), z.array(z.string())]);

/** A unit in a scope stands for all below it. */
export const viewerOnWire = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(['officer', 'operator'])),
    view: viewerScope,
    capture: viewerScope,
  })
  .strict();
