import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.js';

export type { PrismaClient };

/** Whose tables are whose is a type: a process takes the client as its own tables only. */
export type IntakeTables = Pick<PrismaClient, 'import' | 'importRejected' | 'idempotencyKey'>;
export type CalculationTables = Pick<PrismaClient, 'orgUnit'>;
export type AlertingTables = Pick<PrismaClient, 'rule' | 'observation' | 'alert' | 'alertCase' | 'delivery'>;

/** The typed client for rows read and written one at a time. End it with `$disconnect()`. */
export const prismaClient = (url: string, maxConnections = 5): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: maxConnections }) });
