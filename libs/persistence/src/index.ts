export { claimDirectory } from './claim-directory.js';
export * from './columns.js';
export * from './database.js';
export * from './embedded-postgres.js';
export * from './migrate.js';
export { fingerprint, readMigrations, type Migration } from './migrations.js';
export * from './refusal.js';
export * from './prisma-client.js';
export * from './running-server.js';
