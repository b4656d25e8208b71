import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { assess, withVerdict } from './kill-matrix/assess.js';

// Where boto3 is not built, its driver is started with the python3 of the path: here with one that misbehaves.

const ready = `console.log('{"ready":{"name":"boto3","version":"0"}}');`;
const drivers = [
  { title: 'dies', code: `${ready} process.stdin.once('data', () => process.exit(3))`, says: 'exit code 3' },
  {
    title: 'prints rubbish',
    code: `${ready} process.stdin.once('data', () => console.log('Traceback'))`,
    says: 'no line of the protocol: Traceback',
  },
  {
    title: 'prints too much',
    code: `${ready} process.stdin.once('data', () => { const flood = () => process.stdout.write('x'.repeat(65536), flood); flood(); })`,
    says: 'printed a line of more than',
  },
  {
    title: 'tells neither output nor error',
    code: `${ready} process.stdin.once('data', () => console.log('{"id":1,"done":{"afterMs":1}}'))`,
    says: 'no line of the protocol',
  },
] as const;

test.describe.configure({ mode: 'default' });

for (const { title, code, says } of drivers)
  test(`a driver that ${title} is an error of the suite, and blames no target`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'broken-driver-'));
    const { PATH: path, XDG_CACHE_HOME: cache } = process.env;
    try {
      const python = join(folder, 'python3');
      writeFileSync(python, `#!${process.execPath}\n${code}\n`);
      chmodSync(python, 0o755);
      process.env.PATH = [folder, path].join(delimiter);
      process.env.XDG_CACHE_HOME = folder;
      const results = await assess({
        claimed: ['core', 'clients'],
        only: ['SDK-01'],
        without: /SDK-01\/(?!boto3|AWS SDK for JavaScript)/,
        externalClients: true,
      });
      const [javascript, boto3] = results.requirements.flatMap(({ checks }) => checks);
      expect([javascript?.title, javascript?.verdict]).toEqual(['AWS SDK for JavaScript v3', 'pass']);
      expect([boto3?.title, boto3?.verdict]).toEqual(['boto3', 'error']);
      expect(boto3?.reason).toContain('The driver of boto3');
      expect(boto3?.reason).toContain(says);
      expect(withVerdict(results, 'fail')).toEqual([]);
      expect(results.profiles.clients?.verdict).toBe('incomplete');
    } finally {
      process.env.PATH = path;
      if (cache === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = cache;
      rmSync(folder, { recursive: true });
    }
  });
