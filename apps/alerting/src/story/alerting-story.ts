import type { AlertOnWire, IndicatorChanged, IntegrityChecked, NewEvent } from '@chitieu/contracts';
import {
  failureOf,
  failureOfMessages,
  matches,
  timeLine,
  type Expectation,
  type ExpectedMessages,
  type Sought,
} from './expectation.js';
import type { StoryStage } from './story-stage.js';
import { instant, looksBetween, type Window } from './story-time.js';
import { whatLeft, whatWasSent } from './what-was-sent.js';

interface Step {
  at: Date;
  act: () => Promise<void>;
}

/** What is submitted at t1, what must have been sent between t2 and t3, and what must not; `run` plays it and says what was not so. */
export class AlertingStory {
  private readonly steps: Step[] = [];
  private readonly expectations: Expectation[] = [];
  private readonly messages: ExpectedMessages[] = [];

  constructor(private readonly stage: StoryStage) {}

  at(time: string): Moment {
    return new Moment(this.stage, (act) => this.steps.push({ at: instant(time), act }));
  }

  /** The alert took this state, or these figures, in this time. */
  expectAlert(window: Window, sought: Sought): void {
    this.expectations.push({ window, sought, of: 'alert', times: null });
  }

  expectNoAlert(window: Window, sought: Sought = {}): void {
    this.expectations.push({ window, sought, of: 'alert', times: 0 });
  }

  /** People were told of the alert, in the product itself. */
  expectSent(window: Window, sought: Sought, times = 1): void {
    this.expectations.push({ window, sought, of: 'sent', times });
  }

  expectNothingSent(window: Window, sought: Sought = {}): void {
    this.expectations.push({ window, sought, of: 'sent', times: 0 });
  }

  /** All that left by the webhook of the settings in this time, each message about a group of alerts. */
  expectMessages(window: Window, ...messages: ExpectedMessages['messages']): void {
    this.messages.push({ window, to: '', messages });
  }

  /** All that left by e-mail to one recipient in this time. */
  expectMails(to: string, window: Window, ...messages: ExpectedMessages['messages']): void {
    this.messages.push({ window, to, messages });
  }

  async run(): Promise<void> {
    const steps = [...this.steps].sort((a, b) => a.at.getTime() - b.at.getTime());
    const marks = [
      ...steps.map(({ at }) => at),
      ...[...this.expectations, ...this.messages].flatMap(({ window }) => [window.from, window.to]),
    ];
    const moments = [...new Set(marks.map((at) => at.getTime()))].sort((a, b) => a - b).map((at) => new Date(at));
    await this.stage.reset();
    let before = steps[0]?.at ?? new Date(0);
    for (const moment of moments) {
      if (moment < before) continue;
      for (const look of looksBetween(before, moment)) await this.lookAt(look);
      await this.lookAt(moment);
      for (const { act } of steps.filter(({ at }) => at.getTime() === moment.getTime())) await act();
      await this.stage.look();
      before = moment;
    }
    await this.mustBeSo();
  }

  private async lookAt(moment: Date): Promise<void> {
    this.stage.clock.set(moment);
    await this.stage.look();
  }

  private async mustBeSo(): Promise<void> {
    const { emitted } = this.stage.log;
    const { db } = this.stage.database;
    const happened = { emitted, sent: await whatWasSent(db, emitted), left: await whatLeft(db) };
    const failures = [
      ...this.expectations.map((one) => failureOf(one, happened)),
      ...this.messages.map((one) => failureOfMessages(one, happened)),
    ].filter((one) => one !== null);
    if (failures.length > 0) throw new Error(['expected', ...failures, 'but this happened:', timeLine(happened)].join('\n'));
  }
}

/** What may happen at one time of a story. */
class Moment {
  constructor(
    private readonly stage: StoryStage,
    private readonly add: (act: () => Promise<void>) => void,
  ) {}

  /** Numbers change: what the calculator would say. Later statements supersede earlier ones. */
  submit(...heard: IndicatorChanged[]): this {
    return this.do(async () => {
      const events = heard.map((one): NewEvent => {
        const data = { ...one, rev: this.stage.nextRev() };
        const subject = `indicator-values:${one.orgUnit}/${one.period}/${one.group}`;
        return { type: 'indicator.changed.v1', subject, key: one.orgUnit, rev: data.rev, data };
      });
      await this.stage.publish(events);
    });
  }

  /** The continuous proof has looked at a province. */
  check(...checked: IntegrityChecked[]): this {
    return this.do(async () => {
      const events = checked.map((one): NewEvent => {
        const data = { ...one, rev: this.stage.nextRev() };
        return { type: 'integrity.checked.v1', subject: `integrity:${one.orgUnit}`, key: one.orgUnit, rev: data.rev, data };
      });
      await this.stage.publish(events);
    });
  }

  /** Somebody calls the API; anything but the answer expected ends the story. */
  put(path: string, body: object, status = 200): this {
    return this.do(() => this.call('PUT', path, body, status));
  }

  post(path: string, body: object, status = 200): this {
    return this.do(() => this.call('POST', path, body, status));
  }

  /** Answers the newest alert that fits: `respond({ unit: '07606' }, 'acknowledge', { by, note })`. */
  respond(sought: Sought, action: string, body: object): this {
    return this.do(async () => {
      const found: AlertOnWire | undefined = this.stage.log.emitted.filter((one) => matches(one, sought)).at(-1)?.alert;
      if (!found) throw new Error(`${action}: there is no alert ${JSON.stringify(sought)}`);
      await this.call('POST', `alerts/${found.id}/${action}`, body, 200);
    });
  }

  restart(): this {
    return this.do(async () => this.stage.restart());
  }

  do(act: (stage: StoryStage) => Promise<void>): this {
    this.add(() => act(this.stage));
    return this;
  }

  private async call(method: 'PUT' | 'POST', path: string, body: object, status: number): Promise<void> {
    const answer = await this.stage.call(method, path, body);
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
