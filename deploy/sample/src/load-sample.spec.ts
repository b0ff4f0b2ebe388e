import { describe, expect, it } from '@jest/globals';
import { loadSample, SampleRefused } from './load-sample.js';

/** The import call as loadSample sees it: takes every row at once, or rejects one. */
function intake(rejectKind?: string) {
  const sent: { kind: string; rows: string[] }[] = [];
  const status = (i: number) => {
    const rejected = sent[i]!.kind === rejectKind ? 1 : 0;
    return {
      id: String(i),
      state: 'done',
      received: sent[i]!.rows.length,
      created: sent[i]!.rows.length - rejected,
      updated: 0,
      unchanged: 0,
      rejected,
      error: null,
    };
  };
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    if (init?.method === 'POST') {
      const body = await new Response(init.body as ReadableStream).text();
      sent.push({ kind: searchParams.get('kind')!, rows: body.trimEnd().split('\n') });
      return Response.json({ id: String(sent.length - 1) }, { status: 202 });
    }
    if (pathname.endsWith('/rejected')) return new Response('{"line":7,"code":"unit-unknown"}\n');
    return Response.json(status(Number(pathname.split('/').at(-1))));
  };
  return { sent, fetch: fetch as typeof globalThis.fetch };
}

describe('loadSample', () => {
  it('sends units first and plans last, and reports what was taken', async () => {
    const { sent, fetch } = intake();
    const report = await loadSample({ baseUrl: 'http://127.0.0.1:1', name: 'founding', say: () => {}, fetch });
    expect(sent.map((s) => s.kind)).toEqual([
      'org-units',
      'org-units',
      'household-reviews',
      'disbursements',
      'declarations',
      'plans',
    ]);
    expect(sent[0]!.rows).toHaveLength(63 + 696 + 10_051 + 12 + 34 + 3_321);
    expect(report.imports.find((i) => i.kind === 'household-reviews')?.created).toBe(1625 + 1612 + 18);
  });

  it('loads the official units even where no sample is wanted', async () => {
    const { sent, fetch } = intake();
    await loadSample({ baseUrl: 'http://127.0.0.1:1', name: 'none', say: () => {}, fetch });
    expect(sent.map((s) => s.kind)).toEqual(['org-units']);
  });

  it('fails with the first rejected rows when one is rejected', async () => {
    const { fetch } = intake('plans');
    const loading = loadSample({ baseUrl: 'http://127.0.0.1:1', name: 'founding', say: () => {}, fetch });
    await expect(loading).rejects.toThrow(SampleRefused);
    await expect(loading).rejects.toThrow(/plans.*1 of 2 rows rejected[\s\S]*unit-unknown/);
  });

  it('fails with the answer when the import is not accepted', async () => {
    const fetch = (async () => new Response('busy', { status: 503 })) as typeof globalThis.fetch;
    await expect(loadSample({ baseUrl: 'http://127.0.0.1:1', name: 'none', say: () => {}, fetch })).rejects.toThrow(/503 busy/);
  });
});
