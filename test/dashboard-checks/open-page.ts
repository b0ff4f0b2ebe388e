import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import { eventually } from '@chitieu/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../apps/dashboard/src/fixture/browser.js';
import { startGateway, type RunningGateway } from '../../apps/dashboard/src/fixture/gateway-on-fixture.js';
import { startFixtureUpstreams, type FixtureUpstreams } from '../../apps/dashboard/src/fixture/upstreams.js';

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 360, height: 640 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser on the pages over the invented world; a page's faults and errors in its console fail the test that saw them. */
export class Screen {
  upstreams!: FixtureUpstreams;
  gateway!: RunningGateway;
  private browser!: Browser;
  private thrown: string[] = [];
  private logged: string[] = [];
  page!: Page;

  /** Opens what `path` shows, in a language where one is named; resolves when `awaited` is there. */
  async open(path: string, awaited: string, language?: 'vi' | 'en'): Promise<void> {
    if (language) await this.page.addInitScript(`localStorage.setItem('chitieu-language', '${language}')`);
    await this.page.goto(this.gateway.url + path);
    await this.page.waitForSelector(awaited);
  }

  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async textOf(selector: string): Promise<string> {
    return (await this.page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
  }

  /** Waits until so many are shown; fails where they never are. */
  async untilCount(selector: string, count: number): Promise<void> {
    await eventually(async () => expect([selector, await this.page.locator(selector).count()]).toEqual([selector, count]));
  }

  /** What was asked of the processes behind, newest last. */
  get asked(): readonly { method: string; url: string }[] {
    return this.upstreams.seen;
  }

  async setSize(size: { width: number; height: number }): Promise<void> {
    await this.page.setViewportSize(size);
  }

  /** Ids of what axe finds serious or critical. */
  async seriousFindings(): Promise<string[]> {
    await this.page.evaluate(AXE); // not as a script element: the pages' security policy refuses those
    const found = (await this.page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  async scrollsSideways(): Promise<boolean> {
    return (await this.page.evaluate('document.documentElement.scrollWidth > innerWidth')) as boolean;
  }

  /** The browser logs that a call was refused: expected where a test makes it so. A fault of the page is never forgiven. */
  forgiveRefusals(): void {
    this.logged = [];
  }

  static forAll(): Screen {
    jest.setTimeout(60_000);
    const screen = new Screen();
    beforeAll(() => screen.start());
    afterAll(() => screen.stop());
    beforeEach(() => screen.begin());
    afterEach(() => screen.end());
    return screen;
  }

  private async start(): Promise<void> {
    this.upstreams = await startFixtureUpstreams();
    const { url } = this.upstreams;
    this.gateway = await startGateway({ intake: url, calculation: url, alerting: url });
    this.browser = await openBrowser();
  }

  private async begin(): Promise<void> {
    [this.thrown, this.logged] = [[], []];
    this.upstreams.broken = false;
    this.page = await this.browser.newPage({ viewport: DESKTOP });
    this.page.on('pageerror', ({ message }) => this.thrown.push(message));
    this.page.on(
      'console',
      (message) => message.type() === 'error' && !this.upstreams.broken && this.logged.push(message.text()),
    );
  }

  private async end(): Promise<void> {
    await this.page.close();
    expect([...this.thrown, ...this.logged]).toEqual([]);
  }

  private async stop(): Promise<void> {
    await this.browser.close();
    await this.gateway.close();
    await this.upstreams.close();
  }
}
