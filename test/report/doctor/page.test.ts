import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport, MOST_ROWS, MOST_SECTIONS } from '../../../src/report/doctor/html/page.ts';
import { failed, machine, ok, pathFailure, request, store, target } from '../../doctor/evidence.ts';
import { testCertificate } from '../../support/certificates.ts';
import { reportEntry, reportLabels } from '../../support/doctor-results.ts';
import { llave } from '../../support/llave.ts';
import { peer } from '../../support/peers.ts';
import { runPeer } from '../../support/run-peer.ts';
import { tempDir } from '../../support/temp-dir.ts';

const executablePath = peer('chromium');
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe';
let browser: Browser;
const pages = { en: '', es: '', many: '' };

/** A real server with a hostile certificate and a hostile greeting, diagnosed by the real binary. */
beforeAll(async () => {
  if (!executablePath) return;
  const folder = tempDir();
  const { key, cert } = await testCertificate({ commonName: HOSTILE });
  const server = createServer({ key, cert }, (socket) => {
    socket.on('error', () => {});
    socket.write(`${HOSTILE}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  for (const language of ['en', 'es'] as const) {
    pages[language] = join(folder, `${language}.html`);
    const run = await llave(['doctor', `localhost:${port}`, '--lang', language, '--report', pages[language]]);
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('cert-self-signed')]);
  }
  server.close();
  const entries = await Promise.all(['a.example:1', HOSTILE].map((name) => reportEntry(refused, { target: name })));
  pages.many = join(folder, 'many.html');
  writeFileSync(pages.many, htmlReport(entries, await reportLabels({ many: true })));
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(() => browser?.close());

const refused = store({
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
});

async function open(file: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (one) => one.url() !== pathToFileURL(file).href && complaints.push(one.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

describe.skipIf(!executablePath)('the page in headless Chromium', () => {
  it.each(['en', 'es', 'many'] as const)('loads nothing, runs nothing, complains of nothing (%s)', async (which) => {
    const { page, complaints } = await open(pages[which]);
    expect(complaints).toEqual([]);
    expect(await page.locator('script, img, link, iframe, object').count()).toBe(0);
    const words = (await page.locator('body').textContent()) ?? '';
    expect(words).toContain('<img src=x onerror=alert(1)>');
    expect(words).toContain('\\u{202e}gnp.exe');
    expect(words).not.toContain('\u202e');
  });

  it.each([360, 1280])('shows the verdict without scrolling to the side at %d pixels', async (width) => {
    for (const file of [pages.en, pages.many]) {
      const { page } = await open(file, width);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    const { page } = await open(pages.es, width);
    const verdict = page.getByRole('heading', { name: 'Veredicto: roto' });
    const place = await verdict.boundingBox();
    expect(place!.y + place!.height).toBeLessThan(800);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  it('folds the evidence away, opens it by keyboard, and has the cause and its command in the open', async () => {
    const { page } = await open(pages.en);
    const entry = page.locator('.evidence details').filter({ hasText: 'tls.handshake' }).first();
    const content = entry.locator('pre');
    expect(await content.isVisible()).toBe(false);
    await entry.locator('summary').focus();
    await page.keyboard.press('Enter');
    await content.waitFor();
    expect(await page.getByText('cert-self-signed', { exact: true }).first().isVisible()).toBe(true);
    const commands = await page.locator('pre.command').allInnerTexts();
    expect(commands.some((line) => line.includes('--ca'))).toBe(true);
  });

  it('has the waterfall as a picture with a name, and as a table', async () => {
    const { page } = await open(pages.en);
    const picture = page.getByRole('img', { name: /^Timeline: \d+ observations within/ });
    expect(await picture.locator('rect.tcp, rect.tls').count()).toBeGreaterThanOrEqual(2);
    await page.getByText('The same as a table').click();
    const rows = await page.getByRole('table').first().getByRole('rowheader').allInnerTexts();
    expect(rows).toEqual(expect.arrayContaining(['dns.lookup', 'tcp.connect@127.0.0.1', 'tls.handshake']));
  });

  it('has one first heading, no level left out, and a name for everything that can be focused', async () => {
    for (const file of [pages.en, pages.many]) {
      const { page } = await open(file);
      const levels = (await page
        .locator('h1, h2, h3, h4, h5')
        .evaluateAll((all) =>
          all.map((one) => Number((one as unknown as { tagName: string }).tagName.slice(1))),
        )) as number[];
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      expect(jumps).toEqual([]);
      const unnamed = await page.locator('[tabindex]:not([aria-label]):not(pre)').count();
      expect(unnamed).toBe(0);
    }
  });

  it('is readable in the dark', async () => {
    const { page } = await open(pages.en);
    const paint = () =>
      page.evaluate('[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]');
    const light = await paint();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paint();
    expect(light).toEqual(['rgb(29, 36, 48)', 'rgb(246, 247, 249)']);
    expect(dark).toEqual(['rgb(228, 232, 238)', 'rgb(20, 23, 28)']);
  });

  it.skipIf(!peer('pdftotext'))('has the evidence on paper, unfolded', async () => {
    const { page } = await open(pages.en);
    const text = runPeer(peer('pdftotext')!, ['-', '-'], await page.pdf()).stdout;
    expect(text).toContain('cert-self-signed');
    // Inside of a folded entry, and inside of the folded table of checks.
    expect(text).toContain('"authorization"');
    expect(text).toContain('cert-hostname');
  });
});

describe('a page of very many targets', () => {
  it('has details of the first ones, rows of more, and says what it leaves out', async () => {
    const entry = await reportEntry(refused);
    const page = htmlReport(Array(MOST_ROWS + 3).fill(entry), await reportLabels({ many: true }));
    expect(page.match(/<section class="target"/g)).toHaveLength(MOST_SECTIONS);
    expect(page.match(/<th scope="row"><a href="#target-/g)).toHaveLength(MOST_SECTIONS);
    expect(page).toContain('3 further targets are not listed');
    expect(page.length).toBeLessThan(10_000_000);
  });
});
