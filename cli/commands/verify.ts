import { relative, resolve } from 'node:path';
import { visible } from '../../checks/index.js';
import { UnreadableResults, type Verification, verifyFolder } from '../../reports/index.js';
import { catalogueDigest, type Results } from '../../schemas/index.js';
import { checks, recordedCases, selectChecks, selectRules } from '../../specs/index.js';
import { suite } from '../suite.js';
import { UserError } from '../user-error.js';

/** Problems that are printed before the list is cut. */
const shown = 50;

/**
 * Judges a results folder again and says whether what it publishes follows from what was recorded.
 *
 * @returns 0 where it does, else 1
 * @throws UserError where the folder holds no results
 */
export async function verify(dir: string): Promise<number> {
  const folder = relative(process.cwd(), resolve(dir)) || '.';
  try {
    const verification = await verifyFolder(dir, {
      checks: checksOf,
      recordedCases,
      suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
    });
    if (verification.problems.length === 0) {
      process.stdout.write(`${sound(folder, verification)}\n`);
      return 0;
    }
    process.stderr.write(`${unsound(folder, verification)}\n`);
    return 1;
  } catch (error) {
    throw error instanceof UnreadableResults ? new UserError(error.message) : error;
  }
}

/** The checks that a run publishes: others may be carried out for the sake of their answers only. */
function checksOf(run: Results['run']): readonly { id: string; generated: boolean }[] {
  const published = selectChecks(checks, run).filter(
    ({ requirement }) => run.only === undefined || run.only.includes(requirement),
  );
  return [
    ...published.map(({ id, cases }) => ({ id, generated: cases !== undefined })),
    ...selectRules(run).map((id) => ({ id: `${id}/every answer`, generated: false })),
  ];
}

function sound(folder: string, verification: Verification): string {
  const { results, recorded, confirmed, claims, begun, certificate } = verification;
  const claimed = Object.entries(claims).map(([verdict, count]) => `${count} ${verdict}`);
  return [
    `${folder}: the verdict “${results?.verdict}” follows.`,
    `${recorded.toLocaleString('en')} recorded exchanges were judged again, and ${confirmed} checks, ${results?.requirements.length} requirements and ${Object.keys(results?.profiles ?? {}).length} claimed profiles come to what is published.`,
    claimed.length === 0
      ? 'No verdict rests on a claim alone.'
      : `No recording can show ${claimed.join(', ')}: these are claims, and nothing recorded contradicts them.`,
    ...(begun === 0 ? [] : [`${begun} checks were under way when the run was interrupted.`]),
    ...(certificate === undefined
      ? []
      : [
          `The certificate says ${certificate} and fits the folder; who signed it is for your signing tool to say.`,
        ]),
    ...ofOtherSuite(verification),
  ].join(' ');
}

function unsound(folder: string, verification: Verification): string {
  const { problems } = verification;
  const rest = problems.length > shown ? [`  … and ${problems.length - shown} more`] : [];
  return [
    `${folder}: what is published does NOT follow from what was recorded (${problems.length} ${problems.length === 1 ? 'problem' : 'problems'})`,
    ...problems.slice(0, shown).map(({ where, what }) => `  ${where}: ${what}`),
    ...rest,
    ...ofOtherSuite(verification),
  ].join('\n');
}

function ofOtherSuite({ otherSuite }: Verification): string[] {
  return otherSuite
    ? [
        `The results are of ${visible(otherSuite.name)} ${visible(otherSuite.version)} with the catalogue ${otherSuite.catalogueDigest}; they were judged again by ${suite.version} with ${catalogueDigest()}, whose checks may differ. Verify with the version that made them to be sure.`,
      ]
    : [];
}
