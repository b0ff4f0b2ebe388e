import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../deploy/launcher/free-port.mjs';
import { lastLines, runCommand } from '../../deploy/launcher/run-command.mjs';
import { startContainer } from './docker.mjs';
import { firstThatWorks } from './first-that-works.mjs';
import { kafkaJars } from './kafka/jars.mjs';
import { ServerUnavailable, startServerProcess } from './server-process.mjs';

/**
 * A real Apache Kafka 4.1 for tests, the first way that works. It can be killed and started again where it is a process of this machine.
 *
 * @param {{ say?: (line: string) => void, port?: number, heap?: string, env?: NodeJS.ProcessEnv }} [options] heap: for measuring
 * @returns {Promise<{ address: string, how: string, stop: () => Promise<void>, kill?: () => Promise<void>, startAgain?: () => Promise<void> }>} address is `host:port`
 */
export function startKafka({ say = () => {}, port, heap = '384m', env = process.env } = {}) {
  return firstThatWorks('Kafka', [
    { how: 'CHITIEU_TEST_KAFKA', start: () => given(env.CHITIEU_TEST_KAFKA) },
    { how: "Maven's jars on this machine's Java", start: () => byJava(say, port, heap) },
    { how: 'Docker', start: () => byDocker(port) },
  ]);
}

async function given(address) {
  if (!address) throw new ServerUnavailable('not set');
  return { address, stop: async () => {} };
}

async function byJava(say, wantedPort, heap) {
  const classpath = path.join(await kafkaJars(say), '*');
  const port = wantedPort ?? (await freePort());
  const directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-kafka-'));
  const remove = () => rm(directory, { recursive: true, force: true, maxRetries: 5 });
  try {
    const properties = path.join(directory, 'server.properties');
    await writeFile(properties, serverProperties(port, await freePort(), directory));
    await format(classpath, properties);
    const server = await startServerProcess({
      command: 'java',
      args: ['-Xms128m', `-Xmx${heap}`, ...QUIET, '-cp', classpath, 'kafka.Kafka', properties],
      port,
    });
    return { ...server, address: `127.0.0.1:${port}`, stop: () => server.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

const QUIET = ['-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

async function format(classpath, properties) {
  // Sixteen bytes; one that began with a dash would be read as an option.
  const clusterId = `A${randomBytes(16).toString('base64url').slice(1)}`;
  const tool = ['-Xmx128m', ...QUIET, '-cp', classpath, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
  const { code, output } = await runCommand('java', tool);
  if (code !== 0) throw new ServerUnavailable(`formatting its storage failed: ${lastLines(output, 2)}`);
}

/** One node that is broker and controller. Replication 1 and no rebalance delay: it serves one test run. */
function serverProperties(port, controllerPort, directory) {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': path.join(directory, 'data').replaceAll('\\', '/'),
    'num.partitions': 64,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'log.segment.bytes': 16_777_216,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function byDocker(wantedPort) {
  const port = wantedPort ?? (await freePort());
  const server = await startContainer({
    image: 'apache/kafka:4.1.0',
    publish: `127.0.0.1:${port}:9092`,
    env: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    },
    ready: ['bash', '-c', 'exec 3<>/dev/tcp/localhost/9092'],
  });
  return { address: `127.0.0.1:${port}`, stop: server.stop };
}
