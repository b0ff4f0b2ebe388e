import { get } from 'node:http';

/** So many open streams, as of pages left open, each on one of the units. Counts what they were told. */
export class OpenPages {
  told = 0;
  /** @type {import('node:http').ClientRequest[]} */
  #requests = [];

  /** Resolves when each has its answer's head. @param {string} address @param {string[]} units @param {number} count */
  static async open(address, units, count) {
    const pages = new OpenPages();
    await Promise.all(
      Array.from({ length: count }, (_, i) => pages.#openOne(`${address}/api/v1/stream?orgUnit=${units[i % units.length]}`)),
    );
    return pages;
  }

  #openOne(url) {
    return new Promise((opened, failed) => {
      const request = get(url, (response) => {
        if (response.statusCode !== 200) return failed(new Error(`${url} answered ${response.statusCode}`));
        response.on('data', () => (this.told += 1)).on('error', () => undefined);
        opened(undefined);
      });
      request.on('error', failed);
      this.#requests.push(request);
    });
  }

  close() {
    for (const request of this.#requests) request.destroy();
  }
}
