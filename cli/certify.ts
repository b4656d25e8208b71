import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../config/index.js';
import { defaultCount, defaultSeed } from '../generators/index.js';
import { digestFile, writeCertificate } from '../reports/index.js';
import type { ResolvedRun } from '../runner/index.js';
import type { Certificate, Results, RunDescription } from '../schemas/index.js';
import { defaultFixtures, writeFixtures } from '../targets/fixtures/index.js';

/** What a run for a certificate must not be, and what to do about it. */
const blockers: readonly (readonly [applies: (run: ResolvedRun) => boolean, remedy: string])[] = [
  [
    ({ endpoint }) => endpoint === undefined,
    'needs a target of yours: name it with --endpoint or in the target file. The embedded one certifies nothing.',
  ],
  [({ only }) => only !== undefined, 'covers everything that is claimed: leave out --requirement.'],
  [({ path }) => path !== undefined, 'covers every generated case: leave out --path.'],
  [({ shard }) => shard !== undefined, 'is of a whole run: leave out --shard.'],
  [
    ({ waivers }) => waivers.length > 0,
    'allows no waivers: leave out --waivers, and "waivers" in the target file.',
  ],
  [({ seed }) => seed !== defaultSeed, `is of the seed ${defaultSeed}: leave out --seed.`],
  [
    ({ cases }) => cases < defaultCount,
    `takes ${defaultCount} generated cases or more for each property: leave out --cases.`,
  ],
  ...(['vendor', 'product', 'version'] as const).map(
    (member) =>
      [
        ({ endpoint, identity }: ResolvedRun) => endpoint !== undefined && !identity[member]?.trim(),
        `says what was tested: add "identity": { "${member}": … } to the target file.`,
      ] as const,
  ),
];

/**
 * Sees that a run can be certified as it is requested.
 *
 * @throws UserError that names everything to change
 */
export function requireCertifiable(run: ResolvedRun): void {
  const remedies = blockers.flatMap(([applies, remedy]) => (applies(run) ? [remedy] : []));
  if (remedies.length > 0)
    throw new UserError(remedies.map((remedy) => `--certify: a certificate ${remedy}`).join('\n'));
}

/** Writes the certificate of a run whose results and reports are in their folder, whatever the verdict was. */
export async function certify(run: RunDescription, results: Results): Promise<Certificate> {
  return writeCertificate(run.out, results, await digestOfFixtures(run.fixtures), ciRun(process.env));
}

/** What a certificate certifies, in one line for the command line. */
export function certificateLine({ predicate }: Certificate, folder: string): string {
  const file = `${folder}/certificate.json`;
  if (predicate.result === 'FAILED') return `Certificate: ${file} says FAILED and certifies nothing\n`;
  const warned = predicate.warnedTests.length;
  const deviations = warned === 0 ? '' : `, ${warned} of what is recommended not kept`;
  return `Certificate: ${file} (${predicate.result}${deviations}), to be signed: docs/certification.md\n`;
}

/** SHA-256 of `fixtures.json`; of the default set, as `fixtures write` makes it, so that anybody can make it again. */
async function digestOfFixtures(dir: string | undefined): Promise<string> {
  if (dir !== undefined) return digestFile(join(dir, 'fixtures.json'));
  const made = await mkdtemp(join(tmpdir(), 'conformance-fixtures-'));
  try {
    await writeFixtures(defaultFixtures(), made);
    return await digestFile(join(made, 'fixtures.json'));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** The address of the run on GitHub Actions, if this is one. */
function ciRun(environment: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = environment;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
}
