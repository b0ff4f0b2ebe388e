import { randomUUID } from 'node:crypto';
import kafkajs, { type IHeaders, type Message } from 'kafkajs';
import type { Chance } from '../chance.js';
import type { Poison } from '../oracle/dead-letters.js';
import { review } from '../traffic/contents.js';
import { COMMUNES } from '../traffic/units.js';

const TYPE = 'household.reviewed.v1';
const TOPIC = `chitieu.${TYPE}`;

interface Foreign {
  kind: string;
  change: (message: Message) => Message;
}

const withValue = (value: Buffer | null) => (message: Message) => ({ ...message, value });

const FOREIGN: readonly Foreign[] = [
  { kind: 'bad JSON', change: withValue(Buffer.from('{"householdId":')) },
  { kind: 'bad UTF-8', change: withValue(Buffer.from([0x22, 0xff, 0xfe, 0x22])) },
  { kind: 'an empty value', change: withValue(null) },
  { kind: 'a null key', change: (message) => ({ ...message, key: null }) },
  { kind: 'no CloudEvents headers', change: ({ headers: _, ...message }) => message },
];

/** What somebody else's program may put on the topics, straight to the broker. Returns the dead letters it must become. */
export async function foreignMessages(broker: string, chance: Chance): Promise<Poison[]> {
  const kafka = new kafkajs.Kafka({ clientId: 'a-stranger', brokers: [broker], logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  const poisons: Poison[] = [];
  for (const { kind, change } of FOREIGN) {
    const id = randomUUID();
    const partition = chance.between(0, 63);
    const message = { ...change(sound(id, chance)), partition };
    const [sent] = await producer.send({ topic: TOPIC, messages: [message] });
    poisons.push({ kind, reason: 'malformed', id: message.headers ? id : `${TOPIC}/${partition}/${sent!.baseOffset}` });
  }
  await producer.disconnect();
  return poisons;
}

function sound(id: string, chance: Chance): Message {
  const commune = chance.pick(COMMUNES);
  const headers: IHeaders = {
    ce_id: id,
    ce_type: TYPE,
    ce_specversion: '1.0',
    ce_source: '/a-stranger',
    ce_rev: '1',
    ce_subject: 'household:X/2023',
  };
  return { key: commune, value: JSON.stringify({ ...review(chance, `X-${id}`, commune, '2023'), ver: 1 }), headers };
}
