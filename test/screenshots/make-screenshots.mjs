import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../apps/dashboard/dist/fixture/browser.js';
import { startGateway } from '../../apps/dashboard/dist/fixture/gateway-on-fixture.js';
import { startFixtureUpstreams } from '../../apps/dashboard/dist/fixture/upstreams.js';

const INTO = fileURLToPath(new URL('../../.chitieu/screenshots/', import.meta.url));
const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 360, height: 640 };
const ROOM = { width: 1920, height: 1080 };
const FIRST = { path: '/u/219/2024', awaited: '[data-unit="07606"]' };

/** @type {{ name: string, path: string, awaited: string, size?: { width: number, height: number }, language?: string, dark?: boolean, grey?: boolean }[]} */
const PICTURES = [
  { name: 'first-screen', ...FIRST },
  { name: 'first-screen-phone', ...FIRST, size: PHONE },
  { name: 'first-screen-dark', ...FIRST, dark: true },
  { name: 'first-screen-grey', ...FIRST, grey: true },
  { name: 'first-screen-english', ...FIRST, language: 'en' },
  { name: 'wall', path: '/wall/219/2024?paused=true', awaited: '[data-tile="poor-rate"]', size: ROOM },
  { name: 'wall-units', path: '/wall/219/2024?paused=true&sheet=2', awaited: 'tbody tr', size: ROOM },
  { name: 'commune', path: '/u/07606/2024', awaited: '.tiles' },
  { name: 'explanation', path: '/u/219/2024?explain=poor-rate', awaited: '.explanation' },
  { name: 'indicators', path: '/u/219/2024/indicators', awaited: '[data-row="poor-rate"]' },
  { name: 'indicator', path: '/u/219/2024/indicators/poor-rate', awaited: '[data-part="below"] tbody [data-row]' },
  { name: 'alerts', path: '/u/219/2024/alerts', awaited: '[data-row="a1"]' },
  { name: 'alert-story', path: '/u/219/2024/alerts/a2', awaited: '.history li' },
  { name: 'explanations', path: '/u/219/2024/explanations', awaited: '[data-row="a2"]' },
  { name: 'reporting', path: '/u/219/2024/reporting', awaited: '[data-row="07543"]' },
  { name: 'data-quality', path: '/u/219/2024/data-quality', awaited: '[data-row^="07606"]' },
  { name: 'plans', path: '/u/07606/2024/plans', awaited: '[data-plan] [data-row="poor-rate"]' },
  { name: 'imports', path: '/u/219/2024/imports', awaited: 'main form, main input[type="file"]' },
  { name: 'alert-rules', path: '/u/219/2024/alert-rules', awaited: '[data-rule="off-target"]' },
  { name: 'lite', path: '/lite/219/2024', awaited: 'table' },
];

/** Pictures of every page, over the invented world that the browser checks use. */
const upstreams = await startFixtureUpstreams();
const gateway = await startGateway({ intake: upstreams.url, calculation: upstreams.url, alerting: upstreams.url });
const browser = await openBrowser();
await rm(INTO, { recursive: true, force: true });
await mkdir(INTO, { recursive: true });
try {
  for (const picture of PICTURES) await take(picture);
  console.log(`${PICTURES.length} pictures in ${path.relative(process.cwd(), INTO)}`);
} finally {
  await browser.close();
  await gateway.close();
  await upstreams.close();
}

async function take({ name, path: address, awaited, size = DESKTOP, language = 'vi', dark = false, grey = false }) {
  const page = await browser.newPage({
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    reducedMotion: 'reduce',
  });
  await page.addInitScript(`localStorage.setItem('chitieu-language', '${language}')`);
  await page.goto(gateway.url + address);
  await page.waitForSelector(awaited);
  await page.waitForTimeout(500); // what is drawn after the first figures
  if (grey) await page.evaluate("document.documentElement.style.filter = 'grayscale(1)'");
  await page.screenshot({ path: path.join(INTO, `${name}.png`) });
  await page.close();
}
