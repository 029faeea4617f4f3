import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { peer } from '../../../support/peers.ts';
import { mustPeer } from '../../../support/run-peer.ts';
import type { AcceptsClient } from './client.ts';

/** Headless Chromium, with the root among the authorities of its user. */
export const chrome: AcceptsClient = {
  client: 'chrome',
  peers: ['chromium', 'certutil'],
  async ask(cases, rootFile, folder) {
    const store = join(folder, '.pki', 'nssdb');
    mkdirSync(store, { recursive: true });
    mustPeer(peer('certutil')!, ['-N', '-d', `sql:${store}`, '--empty-password']);
    mustPeer(peer('certutil')!, ['-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'C,,', '-i', rootFile]);
    const browser = await chromium.launch({
      executablePath: peer('chromium')!,
      args: ['--no-sandbox', '--host-resolver-rules=MAP * 127.0.0.1'],
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    });
    try {
      const page = await browser.newPage();
      const answers = new Map(cases.map(({ id }) => [id, undefined as string | undefined]));
      const byUrl = new Map(cases.map(({ id, host, port }) => [`https://${host}:${port}/`, id]));
      page.on('requestfailed', (request) => {
        const id = byUrl.get(request.url());
        if (id !== undefined) answers.set(id, request.failure()?.errorText ?? 'failed');
      });
      // What a page on one of the servers loads from the others: loading pages of their own takes ten times as long.
      await page.goto([...byUrl.keys()][0]!);
      const settled = await page.evaluate(
        (urls) =>
          Promise.all(
            urls.map((url) =>
              fetch(url, { mode: 'no-cors' }).then(
                () => true,
                () => false,
              ),
            ),
          ),
        [...byUrl.keys()],
      );
      // A failure is heard of in two ways, and none may be missing.
      const missing = cases.filter(({ id }, at) => settled[at] === (answers.get(id) !== undefined));
      if (missing.length > 0) throw new Error(`Chromium said nothing of: ${missing.map(({ id }) => id).join('; ')}`);
      return answers;
    } finally {
      await browser.close();
    }
  },
};
