import { expect, test } from '@playwright/test';
import { exitCode, profileResult } from '../judge/index.js';
import { attack } from './hostile/attack.js';
import { wrongCertificateTarget } from './hostile/certificate.js';
import { runCommand } from './hostile/command-line.js';
import type { HostileCase } from './hostile/hostile-case.js';
import { hostileCases } from './hostile/misbehaviours/index.js';
import { expectHarmlessFolder, expectPlainText } from './hostile/promises.js';

// One after the other: most of them wait for a target that hangs, which costs nothing beside tests that do not wait.
test.describe.configure({ mode: 'default' });

/** Far above what a run needs that keeps nothing whole, far below what one would need that keeps what it is sent. */
const memoryBound = 256 * 1024 * 1024;

const exitCodes = {
  conformant: 0,
  'conformant-with-waivers': 0,
  'not-conformant': 1,
  incomplete: 3,
} as const;

const secondsFor = ({ withinSeconds = 30 }: HostileCase): number => withinSeconds;

async function expectRightVerdict(hostile: HostileCase): Promise<void> {
  const target = await hostile.start();
  try {
    const { results, seconds, grownBy, unsound, files } = await attack(target.url, hostile);
    const failing = results.requirements.filter(({ verdict }) => verdict === 'fail');
    const ids = failing.map(({ id }) => id);
    expect(
      results.requirements.filter(({ verdict }) => verdict === 'error').map(({ id, checks }) => [id, checks]),
      'the suite itself did not fail',
    ).toEqual([]);
    const assessed = results.requirements.filter(({ checks }) => checks.length > 0);
    const { verdict } = profileResult(assessed, false);
    expect(verdict, `failing: ${ids.join(' ')}`).toBe(hostile.verdict);
    expect(exitCode(verdict, 0)).toBe(exitCodes[hostile.verdict]);
    expect(ids).toEqual(expect.arrayContaining([...(hostile.fails ?? [])]));
    if (hostile.only) expect(ids).toEqual([...(hostile.fails ?? [])]);
    if (hostile.verdict === 'incomplete') expect(ids).toEqual([]);
    expect(ids.filter((id) => hostile.keeps?.includes(id))).toEqual([]);
    if (hostile.stability) {
      const labels = failing.flatMap(({ checks }) => checks.map(({ stability = '' }) => stability));
      expect(labels).toContainEqual(expect.stringMatching(hostile.stability));
    }
    expect(unsound).toEqual([]);
    expect(seconds).toBeLessThan(secondsFor(hostile));
    expect(grownBy).toBeLessThan(memoryBound);
    expect(target.strays?.() ?? 0).toBe(0);
    expectHarmlessFolder(files, target.authorizations);
  } finally {
    await target.close();
  }
}

test.describe('in one process', () => {
  for (const hostile of hostileCases)
    test(hostile.title, () => {
      test.setTimeout(2 * secondsFor(hostile) * 1000);
      return expectRightVerdict(hostile);
    });
});

test.describe('from the command line', () => {
  for (const { title, code, timeoutMs = 2000 } of [
    { title: 'never answers', code: 3, timeoutMs: 300 },
    { title: '307 to another host', code: 1 },
    { title: 'escapes, scripts and line breaks in every field of an error', code: 1 },
  ])
    test(title, async () => {
      test.setTimeout(60_000);
      const target = await hostileCases.find((each) => each.title === title)?.start();
      if (!target) throw new Error(`no case has the title ${title}`);
      try {
        const run = await runCommand(target.url, timeoutMs);
        expect(run.code, run.output).toBe(code);
        expectPlainText(run.output);
        expect([...run.files.keys()]).toContain('results.json');
        expectHarmlessFolder(run.files, target.authorizations);
        expect(target.strays?.() ?? 0).toBe(0);
      } finally {
        await target.close();
      }
    });

  test('a certificate for another host, signed by nobody', async () => {
    test.setTimeout(60_000);
    const target = await wrongCertificateTarget();
    test.skip(target === undefined, 'openssl is not available');
    if (!target) return;
    try {
      const { code, output, files } = await runCommand(target.url, 2000);
      expect(code, output).toBe(3);
      expect(output).toContain('the certificate authority is unknown');
      expectPlainText(output);
      expect([...files.keys()]).toEqual([]);
    } finally {
      await target.close();
    }
  });
});
