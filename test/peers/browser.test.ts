import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { peer } from '../support/peers.ts';
import { type Serving, startServe } from '../support/serve.ts';

const executablePath = peer('chromium');
let server: Serving;
let credential: TestCredential;
let browser: Browser;

beforeAll(async () => {
  credential = await testCertificate();
  server = await startServe(credential);
  if (executablePath) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(() => browser?.close());

async function open(locale: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(https:\/\/localhost:|data:)/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`https://localhost:${server.port}/`);
  return { page, complaints };
}

describe.skipIf(!executablePath)('headless Chromium', () => {
  test('chats with a member of dialect line, by keyboard alone, in the language that it asks for', async () => {
    const ben = await LinePeer.connect(server.port, 'ben');
    const { page, complaints } = await open('es-CO');
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    // The name has the focus when the page opens.
    await page.keyboard.type('BEN');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'ese nombre está ocupado' }).waitFor();
    await page.getByLabel('Tu nombre').fill('Lucía');
    await page.keyboard.press('Enter');
    await ben.waitFor(/^\* Lucía joined lobby$/);
    await page.getByLabel('Tu mensaje').waitFor();
    await page.keyboard.type('hola <b>ben</b>');
    await page.keyboard.press('Enter');
    expect(await ben.waitFor(/^<Lucía>/)).toBe('<Lucía> hola <b>ben</b>');
    ben.send('<img src=x onerror=alert(1)>');
    const log = page.getByRole('log');
    await log.getByText('ben: <img src=x onerror=alert(1)>').waitFor();
    expect(await log.locator('img').count()).toBe(0);
    ben.send('/quit');
    await log.getByText('ben salió de lobby').waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows what the server saw of its connection', async () => {
    const { page, complaints } = await open('en-GB');
    const seen = page.locator('#seen');
    await seen.getByText('TLSv1.3').waitFor();
    await seen.getByText(new X509Certificate(credential.cert).fingerprint256).waitFor();
    await seen.getByText('localhost', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What the server saw of this connection' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a name that is entered before the server is there is asked for as soon as it is', async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
    const page = await context.newPage();
    let open = () => {};
    const entered = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.routeWebSocket(/\/ws$/, async (socket) => {
      await entered;
      socket.connectToServer();
    });
    await page.goto(`https://localhost:${server.port}/`);
    await page.getByLabel('Your name').fill('ida');
    await page.keyboard.press('Enter');
    open();
    await page.getByLabel('Your message').waitFor();
  });

  test('a message that nobody would hear stays where it was typed', async () => {
    const own = await startServe(credential);
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`https://localhost:${own.port}/`);
    await page.getByLabel('Your name').fill('uma');
    await page.keyboard.press('Enter');
    await page.getByLabel('Your message').waitFor();
    await own.stop();
    await page.getByRole('status').filter({ hasText: 'the connection was lost' }).waitFor();
    await page.getByLabel('Your message').fill('are you there?');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'the connection was lost' }).waitFor();
    expect(await page.getByLabel('Your message').inputValue()).toBe('are you there?');
    expect(await page.getByRole('log').getByText('are you there?').count()).toBe(0);
  });

  test('everything that takes input has a name that a screen reader can say', async () => {
    const { page } = await open('en-GB');
    await page.getByLabel('Your name').fill('eva');
    await page.keyboard.press('Enter');
    // The room opens once the server has taken the name.
    await page.getByRole('button', { name: 'Send' }).waitFor();
    for (const input of await page.locator('input').all()) {
      expect(await input.evaluate((element: { labels?: { length: number } }) => element.labels?.length)).toBe(1);
    }
  });
});

/** One HTTP exchange over TLS with ALPN http/1.1. */
function http(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port: server.port,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(text));
    socket.on('secureConnect', () => socket.write(request));
  });
}

const upgrade = (origin: string) =>
  http(
    `GET /ws HTTP/1.1\r\nHost: localhost:${server.port}\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );

test('the page comes with a strict policy, and nothing else comes', async () => {
  const page = await http('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(page).toMatch(/^HTTP\/1\.1 200 /);
  expect(page).toMatch(
    /content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/i,
  );
  expect(page).not.toMatch(/unsafe-inline|\{\{/);
  expect(await http('GET /../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 404 /,
  );
  expect(await http('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 405 /,
  );
});

test('a page of somebody else cannot open the WebSocket', async () => {
  expect(await upgrade('https://evil.example')).toMatch(/^HTTP\/1\.1 403 /);
});
