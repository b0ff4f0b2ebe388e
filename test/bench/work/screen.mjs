import { openBrowser } from '../../../apps/dashboard/dist/fixture/browser.js';

/** The first screen of a unit in a real browser, and when one of its cells changes. */
export class Screen {
  static async open(address, unit, period, row) {
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`${address}/u/${unit}/${period}`);
    await page.waitForSelector(`[data-unit="${row}"]`);
    return new Screen(browser, page, row);
  }

  constructor(browser, page, row) {
    Object.assign(this, { browser, page, row });
  }

  /** Milliseconds until the row reads otherwise than before what is done. @param {() => Promise<unknown>} act */
  async untilChanged(act) {
    const before = await this.#text();
    const startedAt = performance.now();
    await act();
    await this.page.waitForFunction(CHANGED, [this.row, before], { polling: 'raf', timeout: 30_000 });
    return performance.now() - startedAt;
  }

  #text() {
    return this.page.locator(`[data-unit="${this.row}"]`).innerText();
  }

  close() {
    return this.browser.close();
  }
}

/** Runs in the page. */
const CHANGED = ([unit, before]) => globalThis.document.querySelector(`[data-unit="${unit}"]`).innerText !== before;
