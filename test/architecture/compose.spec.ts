import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, SETTINGS } from '@chitieu/runtime';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  networks?: string[];
  healthcheck?: object;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const file = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const compose = parse(file('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
/** The command `chitieu` is run by hand beside them. */
const apps = readdirSync(path.join(ROOT, 'apps')).filter((name) => name !== 'cli');
const service = (name: string): Service => compose.services[name]!;

describe('docker-compose.yml', () => {
  it('runs each of the four processes, and nothing of ours but the migration beside them', () => {
    const ours = Object.keys(compose.services).filter((name) => service(name).build);
    expect(ours.sort()).toEqual([...apps, 'migrate'].sort());
    for (const app of apps) expect(service(app).command).toEqual(['node', `apps/${app}/dist/main.js`]);
  });

  it.each(apps)("gives %s an environment that the processes' own settings accept, in cluster mode", (app) => {
    const settings = readSettings(service(app).environment);
    expect(settings.CHITIEU_BUS).toMatch(/^kafka:\/\/kafka:9092$/);
    expect(settings.CHITIEU_JOBS).toMatch(/^redis:\/\/redis:6379$/);
    expect(new URL(settings.CHITIEU_DATABASE_URL).hostname).toBe('postgres');
  });

  it.each([
    ['CHITIEU_INTAKE_URL', 'intake'],
    ['CHITIEU_CALCULATION_URL', 'indicator-calculation'],
    ['CHITIEU_ALERTING_URL', 'alerting'],
  ] as const)('leads %s to the service %s, under a name that it answers to', (setting, target) => {
    const settings = readSettings(service('dashboard').environment);
    const { hostname, port } = new URL(settings[setting]);
    expect(hostname).toBe(target);
    expect(Number(port)).toBe(readSettings(service(target).environment).CHITIEU_PORT);
    expect(settings.CHITIEU_ALLOWED_HOSTS.split(',')).toContain(target);
  });

  it('gives the migration only settings that exist', () => {
    for (const name of Object.keys(service('migrate').environment!)) expect(Object.keys(SETTINGS.shape)).toContain(name);
  });

  it('publishes the dashboard on the loopback, and nothing else anywhere', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([['dashboard', '127.0.0.1:8080:8080']]);
  });

  it('keeps everything else on a network that leads nowhere, which is why the loopback rule may be lifted inside', () => {
    expect(compose.networks.inner).toEqual({ internal: true });
    for (const [name, { networks }] of Object.entries(compose.services)) {
      expect([name, networks]).toEqual([name, name === 'dashboard' ? ['inner', 'loopback'] : ['inner']]);
    }
  });

  it('runs the versions that the tests run: Kafka 4.1, PostgreSQL 18, Redis 7', () => {
    expect(service('kafka').image).toBe(
      `apache/kafka:${/<artifactId>kafka_2\.13[^]*?<version>(.*?)</.exec(file('test/servers/kafka/pom.xml'))![1]}`,
    );
    expect(service('postgres').image).toBe('postgres:18');
    expect(service('redis').image).toBe('redis:7');
  });

  it('knows of every lasting service whether it is healthy', () => {
    for (const name of Object.keys(compose.services)) expect(service(name).healthcheck).toBeDefined();
  });
});

describe('deploy/Dockerfile', () => {
  const dockerfile = file('deploy/Dockerfile');

  it('is the one the services are built from', () => {
    for (const app of apps) expect(service(app).build).toEqual({ context: '.', dockerfile: 'deploy/Dockerfile' });
  });

  it('copies folders that exist and holds what the commands run', () => {
    const copied = [...dockerfile.matchAll(/\/chitieu\/(\S+) \.\//g)].map((match) => match[1]!);
    for (const folder of copied.filter((name) => name !== 'node_modules')) expect(existsSync(path.join(ROOT, folder))).toBe(true);
    const run = Object.values(compose.services).flatMap(({ build, command = [] }) => (build ? [command[1]!] : []));
    for (const program of run) {
      expect(copied).toContain(program.split('/')[0]);
      expect(existsSync(path.join(ROOT, program.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
    }
  });

  it('does not run as root', () => expect(dockerfile).toMatch(/\nUSER node\n(?![^]*USER root)/));

  it('has a Node that the launcher accepts', () => {
    expect([...dockerfile.matchAll(/FROM node:(\d+)/g)].map((match) => match[1])).toEqual(['22', '22']);
  });
});
