import { tooOldNode } from './node-version.mjs';

// This file and node-version.mjs must parse on any Node that knows modules; the rest is loaded when Node is new enough.
const complaint = tooOldNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
import('./launch.mjs').then((module) => module.launch(process.argv.slice(2), process.env));
