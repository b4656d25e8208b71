import { expect } from '@playwright/test';
import { test } from './place.js';

/** The commands of the public contract, in its order. */
const commands = [
  'run',
  'serve',
  'fixtures',
  'doctor',
  'proxy',
  'verify',
  'report',
  'compare',
  'matrix',
  'requirements',
];

/** The options of the public contract for the commands that talk to a target. */
const targetOptions = ['--endpoint', '--config', '--auth', '--region'];
const options: Readonly<Record<string, readonly string[]>> = {
  run: [
    ...targetOptions,
    '--fixtures',
    '--profile',
    '--requirement',
    '--seed',
    '--cases',
    '--waivers',
    '--out',
    '--shard',
    '--concurrency',
    '--rate',
    '--timeout',
  ],
  serve: ['--port', '--host', '--fixtures', '--empty', '--auth', '--fault', '--variant'],
  doctor: targetOptions,
  proxy: targetOptions,
  'fixtures provision': targetOptions,
  'fixtures discover': targetOptions,
  compare: ['--out'],
  matrix: ['--out'],
};

test('--help lists every command', async ({ place }) => {
  const { code, stdout, stderr } = await place.run('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(commands.filter((command) => !new RegExp(`^  ${command}\\b`, 'm').test(stdout))).toEqual([]);
});

test('fixtures --help lists what can be done with fixtures', async ({ place }) => {
  const { code, stdout } = await place.run('fixtures', '--help');
  expect(code).toBe(0);
  for (const command of ['write', 'provision', 'discover'])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});

for (const [command, wanted] of Object.entries(options))
  test(`${command} --help lists its options`, async ({ place }) => {
    const { code, stdout } = await place.run(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(wanted.filter((option) => !new RegExp(`^  (?:-\\w, )?${option}\\b`, 'm').test(stdout))).toEqual(
      [],
    );
  });

test('--version says that of the package', async ({ place }) => {
  expect(await place.run('--version')).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  });
});

test('requirements lists the catalogue and explains one of it', async ({ place }) => {
  const all = await place.run('requirements');
  expect(all.code).toBe(0);
  expect(all.stdout).toMatch(/^ *OP-01 +MUST +core /m);
  const one = await place.run('requirements', 'RS-12');
  expect(one.stdout).toMatch(
    /profile core[\s\S]*Source: reference page[\s\S]*It is checked on every response/,
  );
});

test('serve ends cleanly at once on SIGTERM', async ({ place }) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const server = place.start('serve', '--empty');
    await server.says(/^listening on http:\/\/127\.0\.0\.1:\d+\n/);
    server.signal(signal);
    expect((await server.ended).code, signal).toBe(0);
  }
});
