/** What `/readyz` asks. A check that throws or takes longer than two seconds is not ready. */
export interface ReadinessCheck {
  name: string;
  /** What it resolves to stands in the answer. */
  check(): Promise<object | void>;
}

export interface Readiness {
  ready: boolean;
  checks: { name: string; ready: boolean; detail?: string | object }[];
}

export async function readiness(checks: ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ({ name, check }) => {
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer within 2 s')), 2_000).unref());
      try {
        const detail = await Promise.race([check(), late]);
        return { name, ready: true, ...(detail && { detail }) };
      } catch (error) {
        return { name, ready: false, detail: (error as Error).message };
      }
    }),
  );
  return { ready: results.every((result) => result.ready), checks: results };
}
