import { register } from 'node:module';

// Sources of this folder are run as they are: `node --import ./test/faults/typescript.mjs test/faults/faults.ts`.
register('./typescript-hooks.mjs', import.meta.url);
