import { runFaults } from './run-faults.js';

process.exitCode = await runFaults(process.argv.slice(2));
