import type { ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { WRITABLE, WRITABLE_KINDS, type WritableKind } from './api.js';
import { compiledSchema } from './compiled-schema.js';

type Content = Record<string, unknown>;
type AnyObject = z.ZodObject<Record<string, z.ZodType>>;

export type Statement =
  /** `content`: without `ver`, with its defaults, fields in the schema's order: the same content is the same JSON text. */
  { ok: true; ver: number | null; content: Content } | { ok: false; issues: readonly z.core.$ZodIssue[] };

/** What comes in: `ver` may be left to us. */
const INCOMING = Object.fromEntries(
  WRITABLE_KINDS.map((kind) => [kind, (WRITABLE[kind].schema as unknown as AnyObject).partial({ ver: true })]),
) as Record<WritableKind, AnyObject>;

interface Sooner {
  accepts: ValidateFunction;
  inOrder: (value: Content) => Content;
}

const SOONER: Partial<Record<WritableKind, Sooner>> = { 'household-reviews': sooner('household-reviews') };

/** What a sender states, or what is wrong with it. May fill defaults into the value it is given. */
export function readStatement(kind: WritableKind, value: Content): Statement {
  const quick = SOONER[kind];
  if (quick?.accepts(value)) return { ok: true, ver: versionIn(value), content: quick.inOrder(value) };
  const parsed = INCOMING[kind].safeParse(value);
  if (!parsed.success) return { ok: false, issues: parsed.error.issues };
  const { ver: _ver, ...content } = parsed.data;
  return { ok: true, ver: versionIn(parsed.data), content };
}

const versionIn = ({ ver }: Content): number | null => (typeof ver === 'number' ? ver : null);

function sooner(kind: WritableKind): Sooner {
  const schema = INCOMING[kind];
  const { ver: _ver, ...shape } = schema.shape;
  return { accepts: compiledSchema(schema, 'input'), inOrder: orderOf(shape) };
}

/** Fields in the order of a shape, objects within them too. */
function orderOf(shape: Record<string, z.ZodType>): (value: Content) => Content {
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, inner: innerOrder(schema) }));
  return (value) => {
    const ordered: Content = {};
    for (const { name, inner } of fields) {
      const given = value[name];
      if (given !== undefined) ordered[name] = inner ? inner(given as Content) : given;
    }
    return ordered;
  };
}

function innerOrder(schema: z.ZodType): ((value: Content) => Content) | null {
  const plain = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  return plain instanceof z.ZodObject ? orderOf((plain as AnyObject).shape) : null;
}
