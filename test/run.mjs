import { tooOldNode } from '../deploy/launcher/node-version.mjs';

const complaint = tooOldNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
import('./runner/run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)));
