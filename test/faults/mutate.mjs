import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { MUTATIONS } from './mutations.mjs';

// `node --import …/mutate.mjs`: runs a process of the product with the mistake that CHITIEU_TEST_MUTATION names.
const name = process.env.CHITIEU_TEST_MUTATION ?? '';
const mutation = MUTATIONS[name];
if (!mutation) throw new Error(`CHITIEU_TEST_MUTATION: there is no mutation "${name}"`);

const ROOT = new URL('../../', import.meta.url);
for (const { file, from } of mutation.changes) {
  const times = readFileSync(new URL(file, ROOT), 'utf8').split(from).length - 1;
  if (times !== 1)
    throw new Error(`mutation ${name}: "${from}" stands ${times} times in ${file}; mend test/faults/mutations.mjs`);
}
register('./mutate-hooks.mjs', import.meta.url, { data: { changes: mutation.changes, root: ROOT.href } });
