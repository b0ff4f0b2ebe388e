import 'reflect-metadata';
import { createRequire } from 'node:module';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Server } from '@nestjs/microservices';
import { PrismaPg } from '@prisma/adapter-pg';
import { Database } from '@chitieu/persistence';
import { percentilesOf } from '../../harness/figures.mjs';

const { PrismaClient } = createRequire(import.meta.url)('../../../../node_modules/.cache/chitieu/nest-prisma');
const { url, first, last, province } = JSON.parse(process.argv[2]);
const AT_ONCE = 10;
const ASKED = 20;

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: AT_ONCE }) });

/** One message, one row: the newest `rev` stays. */
class OnHouseholdReviewed {
  async on({ subject, rev, data }) {
    const held = await prisma.household.findUnique({ where: { subject }, select: { rev: true } });
    if (held && held.rev >= rev) return;
    const { commune, classification, presence } = data;
    const row = { rev, commune, classification, living: presence === 'living', data };
    await prisma.household.upsert({ where: { subject }, create: { subject, ...row }, update: row });
  }
}
Controller()(OnHouseholdReviewed);
EventPattern('household.reviewed.v1')(
  OnHouseholdReviewed.prototype,
  'on',
  Object.getOwnPropertyDescriptor(OnHouseholdReviewed.prototype, 'on'),
);
class App {}
Module({ controllers: [OnHouseholdReviewed] })(App);

/** Hands prepared events over one by one: those of a lane in order, ten lanes at a time. */
class OneByOne extends Server {
  propagatesEventHandlerErrors = true;

  async listen(ready) {
    ready();
  }

  async run(events) {
    const handle = this.getHandlerByPattern('household.reviewed.v1');
    const lanes = new Map(events.map(({ lane }) => [lane, []]));
    for (const event of events) lanes.get(event.lane).push(event);
    const waiting = [...lanes.values()];
    const startedAt = Date.now();
    let handled = 0;
    let rate;
    const work = async () => {
      for (let lane = waiting.pop(); lane; lane = waiting.pop()) {
        for (const event of lane) {
          await handle(event, {});
          handled += 1;
        }
      }
      rate ??= (handled * 1000) / (Date.now() - startedAt); // from here on fewer than ten work
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return Math.round(rate);
  }

  close() {}
}

const strategy = new OneByOne();
const app = await NestFactory.createMicroservice(App, { strategy, logger: false });
await app.listen();
const source = new Database(url, 'bench-peer', 1);
const events = await source.query('SELECT subject, lane, rev::text, data FROM bench.event WHERE n BETWEEN $1 AND $2 ORDER BY n', [
  first,
  last,
]);
for (const event of events) event.rev = BigInt(event.rev);
const rate = await strategy.run(events);
const times = [];
let answer;
for (let i = 0; i < ASKED; i++) {
  const askedAt = performance.now();
  answer = await prisma.household.groupBy({
    by: ['commune', 'classification'],
    where: { living: true, commune: { in: province } },
    _count: true,
  });
  times.push(performance.now() - askedAt);
}
process.send({
  rate,
  asked: percentilesOf(times),
  answer: answer.map(({ commune, classification, _count }) => ({ commune, classification, count: _count })),
});
await app.close();
await prisma.$disconnect();
await source.close();
