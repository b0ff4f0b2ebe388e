import { tooOldNode } from '../../deploy/launcher/node-version.mjs';

const complaint = tooOldNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
import('./harness/run-benchmarks.mjs').then(({ runBenchmarks }) => runBenchmarks(process.argv.slice(2)));
