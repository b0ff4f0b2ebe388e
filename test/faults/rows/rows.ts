import { clients } from './clients.js';
import { clock } from './clock.js';
import { delivery } from './delivery.js';
import { groups } from './groups.js';
import { kill } from './kill.js';
import { load } from './load.js';
import { poison } from './poison.js';
import type { Row } from './row.js';
import { allAtOnce, servers } from './servers.js';

/** The closing table, line by line. */
export const ROWS: readonly Row[] = [kill, servers, allAtOnce, delivery, groups, poison, clients, load, clock];
