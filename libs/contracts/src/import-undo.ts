import { z } from 'zod';
import * as f from './fields.js';

/** What `POST /imports/{id}/undo` takes. */
export const undoRequest = z.strictObject({ by: f.text(100), reason: f.text(300) });
export type UndoRequest = z.output<typeof undoRequest>;

/** What an import says of undoing: its own, or that it is one. */
export const undoOnWire = {
  retracted: z.number().int().describe('Of an undo: what the import had created, and is taken back'),
  undo: z
    .object({ of: z.string(), by: z.string(), reason: z.string() })
    .nullable()
    .describe('This is the undo of another import: records put back (`updated`), taken back (`retracted`), left (`rejected`)'),
  undoneBy: z.string().nullable().describe('The undo of this import'),
};
