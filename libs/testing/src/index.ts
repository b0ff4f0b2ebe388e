export * from './describe-with-servers.js';
export * from './eventually.js';
export * from './test-database.js';
export * from './test-server.js';
export * from './household.js';
export * from './running-process.js';
export * from './running-processes.js';
export * from './world.js';
