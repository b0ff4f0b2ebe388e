import { readFileSync } from 'node:fs';
import { migrate } from './migrate.js';

// For a server of one's own, as in docker-compose.yml; the launcher calls `migrate` itself.
const { CHITIEU_DATABASE_URL: named, CHITIEU_DATABASE_URL_FILE: file } = process.env;
try {
  const url = file ? readFileSync(file, 'utf8').trim() : named;
  if (!url) throw new Error('Thiếu CHITIEU_DATABASE_URL (postgresql://…) — CHITIEU_DATABASE_URL (postgresql://…) is missing');
  const applied = await migrate(url, console.log);
  console.log(applied.length > 0 ? `applied ${applied.length}` : 'up to date');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
