import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { peer } from '../../../support/peers.ts';
import { mustPeer } from '../../../support/run-peer.ts';
import { type AcceptsClient, askEach } from './client.ts';

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
      const context = await browser.newContext();
      return await askEach(cases, async ({ host, port }) => {
        const page = await context.newPage();
        try {
          await page.goto(`https://${host}:${port}/`);
          return undefined;
        } catch (error) {
          return /net::\S+/.exec(String(error))?.[0] ?? String(error);
        } finally {
          await page.close();
        }
      });
    } finally {
      await browser.close();
    }
  },
};
