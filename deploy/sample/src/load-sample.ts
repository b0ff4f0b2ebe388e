import type { ImportStatus } from '@chitieu/contracts';
import { ndjsonStream } from './ndjson-stream.js';
import { sampleBatches, type Batch, type SampleName } from './sample-sets.js';

export interface LoadSampleOptions {
  /** Origin of the running product, e.g. `http://127.0.0.1:8080`. */
  baseUrl: string;
  name: SampleName;
  /** Told what is being done, and how far it is where that takes longer than two seconds. */
  say: (line: string) => void;
  fetch?: typeof globalThis.fetch;
}

export interface SampleReport {
  name: SampleName;
  imports: {
    kind: Batch['kind'];
    what: string;
    received: number;
    created: number;
    updated: number;
    unchanged: number;
    seconds: number;
  }[];
  seconds: number;
  /** Reviews per second over the household imports, sending included; null where there were none. */
  householdReviewsPerSecond: number | null;
}

/** A sample that was not taken whole. Its message names the import and the first rows refused. */
export class SampleRefused extends Error {}

const POLL_MS = 150;
const SAY_EVERY_MS = 2000;

/** Sends a sample through the import call that a user's file takes, one import after the other. */
export async function loadSample(options: LoadSampleOptions): Promise<SampleReport> {
  const began = performance.now();
  const imports: SampleReport['imports'] = [];
  for (const batch of await sampleBatches(options.name)) imports.push(await sendBatch(batch, options));
  const reviews = imports.filter((i) => i.kind === 'household-reviews');
  const spent = reviews.reduce((sum, i) => sum + i.seconds, 0);
  const rows = reviews.reduce((sum, i) => sum + i.received, 0);
  return {
    name: options.name,
    imports,
    seconds: secondsSince(began),
    householdReviewsPerSecond: spent > 0 ? Math.round(rows / spent) : null,
  };
}

async function sendBatch(batch: Batch, options: LoadSampleOptions): Promise<SampleReport['imports'][number]> {
  const began = performance.now();
  const request = options.fetch ?? fetch;
  const tell = atMostEvery(SAY_EVERY_MS, options.say);
  const response = await request(`${options.baseUrl}/api/v1/imports?kind=${batch.kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: ndjsonStream(batch.rows(), (sent) => tell(`sample: ${batch.what}: ${sent} rows sent`)),
    duplex: 'half',
  } as RequestInit);
  if (response.status !== 202) throw new SampleRefused(`sample: ${batch.what}: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  const status = await untilFinished(`${options.baseUrl}/api/v1/imports/${id}`, batch.what, tell, request);
  if (status.state !== 'done' || status.rejected > 0) throw new SampleRefused(await whyRefused(status, batch.what, options));
  options.say(`sample: ${batch.what}: ${status.received} rows in ${secondsSince(began).toFixed(1)} s`);
  const { received, created, updated, unchanged } = status;
  return { kind: batch.kind, what: batch.what, received, created, updated, unchanged, seconds: secondsSince(began) };
}

async function untilFinished(
  href: string,
  what: string,
  tell: (line: string) => void,
  request: typeof fetch,
): Promise<ImportStatus> {
  for (;;) {
    const response = await request(href);
    if (!response.ok) throw new SampleRefused(`sample: ${what}: ${response.status} ${await response.text()}`);
    const status = (await response.json()) as ImportStatus;
    if (status.state === 'done' || status.state === 'refused' || status.state === 'failed') return status;
    tell(`sample: ${what}: ${status.created + status.updated + status.unchanged + status.rejected} rows taken`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function whyRefused(
  status: ImportStatus,
  what: string,
  { baseUrl, fetch: request = fetch }: LoadSampleOptions,
): Promise<string> {
  const summary = `sample: ${what}: import ${status.id} is ${status.state}, ${status.rejected} of ${status.received} rows rejected`;
  const reason = status.error ? ` (${status.error.en})` : '';
  if (status.rejected === 0) return summary + reason;
  const rejected = await request(`${baseUrl}/api/v1/imports/${status.id}/rejected`, {
    headers: { accept: 'application/x-ndjson' },
  });
  const first = (await rejected.text()).split('\n').slice(0, 5).join('\n');
  return `${summary}${reason}\n${first}`;
}

function atMostEvery(ms: number, say: (line: string) => void): (line: string) => void {
  let last = performance.now();
  return (line) => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    say(line);
  };
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;
