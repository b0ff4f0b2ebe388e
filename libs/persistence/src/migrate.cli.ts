import { migrate } from './migrate.js';

const url = process.env['CHITIEU_DATABASE_URL'];
if (!url) {
  console.error('Thiếu CHITIEU_DATABASE_URL (postgres://…) — CHITIEU_DATABASE_URL (postgres://…) is missing');
  process.exitCode = 1;
} else {
  try {
    const applied = await migrate(url, console.log);
    console.log(applied.length > 0 ? `applied ${applied.length}` : 'up to date');
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
