import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANES } from '@chitieu/domain';
import { readSettings } from '@chitieu/runtime';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

interface Probe {
  httpGet: { path: string; port: number; httpHeaders: { name: string; value: string }[] };
}
interface Container {
  name: string;
  image: string;
  command: string[];
  envFrom: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  readinessProbe?: Probe;
  livenessProbe?: Probe;
}
interface Resource {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec: {
    type?: string;
    replicas?: number;
    selector?: { app?: string; matchLabels?: { app: string } };
    podSelector?: object;
    policyTypes?: string[];
    ingress?: object[];
    template: { metadata: { labels: { app: string } }; spec: { containers: Container[] } };
  };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const resources = parseAllDocuments(readFileSync(path.join(ROOT, 'deploy/kubernetes/chitieu.yaml'), 'utf8')).map(
  (document) => document.toJS() as Resource,
);
const of = (kind: string): Resource[] => resources.filter((each) => each.kind === kind);
const named = (kind: string, name: string): Resource => of(kind).find(({ metadata }) => metadata.name === name)!;
const apps = readdirSync(path.join(ROOT, 'apps')).filter((name) => name !== 'cli');
const container = ({ spec }: Resource): Container => spec.template.spec.containers[0]!;
const settings = named('ConfigMap', 'chitieu-settings').data!;
/** What an operator puts into the secret. */
const SECRET = {
  CHITIEU_DATABASE_URL: 'postgresql://chitieu@postgres/chitieu',
  CHITIEU_BUS: 'kafka://kafka-1:9092,kafka-2:9092',
  CHITIEU_JOBS: 'redis://redis:6379',
};

describe('deploy/kubernetes', () => {
  it('runs each of the four processes, and the migration', () => {
    expect(of('Deployment').map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(apps));
    expect(of('Deployment')).toHaveLength(apps.length);
    for (const app of apps) expect(container(named('Deployment', app)).command).toEqual(['node', `apps/${app}/dist/main.js`]);
    const { command } = container(named('Job', 'migrate'));
    expect(existsSync(path.join(ROOT, command[1]!.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
  });

  it("gives them an environment that the processes' own settings accept", () => {
    expect(readSettings({ ...settings, ...SECRET })).toMatchObject({ CHITIEU_PORT: 8080, CHITIEU_ISOLATED_NETWORK: true });
    for (const resource of [...of('Deployment'), ...of('Job')]) {
      expect(container(resource).envFrom).toEqual([
        { configMapRef: { name: 'chitieu-settings' } },
        { secretRef: { name: 'chitieu-connections' } },
      ]);
    }
  });

  it('leads each name to the pods of that name, which answer to it', () => {
    const urls = Object.entries(settings).filter(([name]) => name.endsWith('_URL'));
    expect(urls).toHaveLength(3);
    for (const [, url] of urls) expect(apps).toContain(new URL(url).hostname);
    for (const app of apps) {
      expect(named('Service', app).spec.selector).toEqual({ app });
      expect(named('Deployment', app).spec.selector).toEqual({ matchLabels: { app } });
      expect(named('Deployment', app).spec.template.metadata.labels).toEqual({ app });
      expect(settings['CHITIEU_ALLOWED_HOSTS']!.split(',')).toContain(app);
    }
  });

  it('asks each whether it is well, under a name that it answers to', () => {
    for (const app of apps) {
      const { readinessProbe, livenessProbe } = container(named('Deployment', app));
      const localhost = [{ name: 'Host', value: 'localhost' }];
      expect(readinessProbe!.httpGet).toEqual({ path: '/readyz', port: 8080, httpHeaders: localhost });
      expect(livenessProbe!.httpGet).toEqual({ path: '/healthz', port: 8080, httpHeaders: localhost });
    }
  });

  it('lets nobody in from outside, which is why the loopback rule may be lifted inside', () => {
    expect(of('NetworkPolicy').map(({ spec }) => spec)).toEqual([
      { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
    ]);
    for (const { spec } of of('Service')) expect(spec.type ?? 'ClusterIP').toBe('ClusterIP');
    expect(of('Ingress')).toEqual([]);
  });

  it('has calculators that share the lanes in even parts', () => {
    expect(LANES % named('Deployment', 'indicator-calculation').spec.replicas!).toBe(0);
  });
});
