import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { outputError } from '../../src/files/output-error.ts';
import { checkOutputs, writeFiles } from '../../src/files/safe-write.ts';

const root = mkdtempSync(join(tmpdir(), 'llave-write-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});

const text = (path: string, data: string, secret = false) => ({ path, data: Buffer.from(data), secret });

describe('writeFiles', () => {
  it('makes a secret file with 0600 and a public one with 0644', async () => {
    await writeFiles([text(join(folder, 'k'), 'key', true), text(join(folder, 'c'), 'cert')]);
    expect(statSync(join(folder, 'k')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'c')).mode & 0o777).toBe(0o644 & ~process.umask());
    expect(readdirSync(folder).sort()).toEqual(['c', 'k']);
    expect(lstatSync(join(folder, 'k')).isFile()).toBe(true);
  });

  it('replaces nothing without force, and writes none of a set where one exists', async () => {
    writeFileSync(join(folder, 'c'), 'mine');
    const both = [text(join(folder, 'k'), 'key', true), text(join(folder, 'c'), 'cert')];
    await expect(writeFiles(both)).rejects.toMatchObject({
      code: 'ERR_OUTPUT_EXISTS',
      params: { file: join(folder, 'c') },
    });
    await expect(writeFiles([both[1]!])).rejects.toMatchObject({ code: 'ERR_OUTPUT_EXISTS' });
    expect(readFileSync(join(folder, 'c'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['c']);
  });

  it('follows links with force, and keeps them', async () => {
    mkdirSync(join(folder, 'archive'));
    writeFileSync(join(folder, 'archive/k1'), 'old');
    symlinkSync('archive/k1', join(folder, 'k'));
    symlinkSync('archive/c1', join(folder, 'c'));
    await writeFiles([text(join(folder, 'k'), 'key', true), text(join(folder, 'c'), 'cert')], { force: true });
    expect(lstatSync(join(folder, 'k')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'archive/k1'), 'utf8')).toBe('key');
    expect(readFileSync(join(folder, 'archive/c1'), 'utf8')).toBe('cert');
    expect(readdirSync(join(folder, 'archive')).sort()).toEqual(['c1', 'k1']);
  });

  it('takes a link that leads nowhere for something that exists', async () => {
    symlinkSync('/nonexistent/elsewhere', join(folder, 'k'));
    await expect(writeFiles([text(join(folder, 'k'), 'key', true)])).rejects.toMatchObject({
      code: 'ERR_OUTPUT_EXISTS',
    });
  });

  it('refuses two files for one place, also through a link', async () => {
    symlinkSync('k', join(folder, 'alias'));
    const files = [text(join(folder, 'k'), 'key'), text(join(folder, 'alias'), 'cert')];
    await expect(writeFiles(files, { force: true })).rejects.toMatchObject({ code: 'ERR_OUTPUT_SAME_FILE' });
    expect(existsSync(join(folder, 'k'))).toBe(false);
  });

  it('says which folder is missing, and what is a folder', async () => {
    await expect(writeFiles([text(join(folder, 'no/k'), 'x')])).rejects.toMatchObject({
      code: 'ERR_OUTPUT_DIRECTORY_MISSING',
      params: { file: join(folder, 'no/k') },
    });
    writeFileSync(join(folder, 'file'), '');
    await expect(writeFiles([text(join(folder, 'file/k'), 'x')])).rejects.toMatchObject({
      code: 'ERR_OUTPUT_DIRECTORY_MISSING',
    });
    await expect(writeFiles([text(folder, 'x')], { force: true })).rejects.toMatchObject({
      code: 'ERR_OUTPUT_IS_DIRECTORY',
    });
  });

  it('writes to a device as it is', async () => {
    await writeFiles([text('/dev/null', 'x', true)]);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('lets two writers of one pair finish one after the other', async () => {
    const pair = (mark: string) => [text(join(folder, 'k'), mark, true), text(join(folder, 'c'), mark)];
    await writeFiles(pair('0'));
    await Promise.all(['1', '2', '3', '4'].map((mark) => writeFiles(pair(mark), { force: true })));
    expect(readFileSync(join(folder, 'k'), 'utf8')).toBe(readFileSync(join(folder, 'c'), 'utf8'));
    expect(readdirSync(folder).sort()).toEqual(['c', 'k']);
  });

  it('obeys no transaction that somebody else may have planted', async () => {
    writeFileSync(join(folder, 'victim'), 'precious');
    mkdirSync(join(folder, '.llave-txn'));
    symlinkSync('old', join(folder, '.llave-txn/current'));
    const manifest = { owner: '.llave-00000000-1-0000000000000000', slots: [{ target: 'k', next: 'victim' }] };
    writeFileSync(join(folder, '.llave-txn/manifest.json'), JSON.stringify(manifest));
    chmodSync(join(folder, '.llave-txn'), 0o777);
    await expect(writeFiles([text(join(folder, 'k'), 'x')])).rejects.toMatchObject({ code: 'ERR_OUTPUT_BUSY' });
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('precious');
  });
});

describe('checkOutputs', () => {
  it('refuses before anything is made', async () => {
    writeFileSync(join(folder, 'k'), '');
    await expect(checkOutputs([join(folder, 'k')])).rejects.toMatchObject({ code: 'ERR_OUTPUT_EXISTS' });
    await checkOutputs([join(folder, 'k')], { force: true });
    await expect(checkOutputs([join(folder, 'no/k')])).rejects.toMatchObject({ code: 'ERR_OUTPUT_DIRECTORY_MISSING' });
  });
});

const child = fileURLToPath(new URL('../support/write-child.mjs', import.meta.url));
const isRoot = process.getuid?.() === 0;

describe('what the disk refuses', () => {
  it.skipIf(!isRoot)('a full file system: nothing is left', (context) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    if (mounted.status !== 0) return context.skip('tmpfs cannot be mounted here');
    try {
      const files = [text(join(folder, 'k'), 'old'), text(join(folder, 'c'), 'x'.repeat(100_000))];
      const scene = JSON.stringify({ files: files.map((file) => ({ ...file, data: file.data.toString() })) });
      const ended = spawnSync(process.execPath, [child, scene], { encoding: 'utf8' });
      expect(ended.stderr).toContain('ERR_OUTPUT_NO_SPACE');
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it.skipIf(!isRoot)('a read-only file system', (context) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    if (mounted.status !== 0) return context.skip('tmpfs cannot be mounted here');
    try {
      const scene = JSON.stringify({ files: [{ path: join(folder, 'k'), data: 'x' }] });
      const ended = spawnSync(process.execPath, [child, scene], { encoding: 'utf8' });
      expect(ended.stderr).toContain('ERR_OUTPUT_NOT_WRITABLE');
      expect(ended.stderr).toContain('EROFS');
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it.each([
    ['EACCES', 'ERR_OUTPUT_NOT_WRITABLE'],
    ['EROFS', 'ERR_OUTPUT_NOT_WRITABLE'],
    ['ENAMETOOLONG', 'ERR_OUTPUT_NOT_WRITABLE'],
    ['ENOSPC', 'ERR_OUTPUT_NO_SPACE'],
    ['EDQUOT', 'ERR_OUTPUT_NO_SPACE'],
    ['ENOENT', 'ERR_OUTPUT_DIRECTORY_MISSING'],
    ['EEXIST', 'ERR_OUTPUT_EXISTS'],
  ])('%s is %s', (errno, code) => {
    expect(outputError('p', Object.assign(new Error(), { code: errno }))).toMatchObject({
      code,
      params: { file: 'p' },
    });
  });

  it('leaves a bug of ours a bug of ours', () => {
    const bug = new TypeError('x is undefined');
    expect(outputError('p', bug)).toBe(bug);
  });
});
