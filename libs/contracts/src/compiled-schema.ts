import { isIsoDate } from '@chitieu/domain';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';

const options = { strict: false, formats: { date: isIsoDate } };
const AJV = { input: new Ajv2020({ ...options, useDefaults: true }), output: new Ajv2020(options) };

/**
 * A schema's JSON Schema, compiled to a function: reviews come by the ten thousand a second, and it says yes several times sooner
 * than zod. What it does not accept, zod reads and explains; a property test of each use holds the two together. Only for schemas that
 * change nothing but defaults: `input` fills them into the value it is given, `output` accepts what has nothing to be filled in.
 */
export const compiledSchema = (schema: z.ZodType, io: keyof typeof AJV): ValidateFunction =>
  AJV[io].compile(z.toJSONSchema(schema, { io, reused: 'inline' }) as object);
