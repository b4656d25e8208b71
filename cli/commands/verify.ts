import { relative, resolve } from 'node:path';
import { asUserError } from '../../config/index.js';
import { excerpt } from '../../judge/index.js';
import { UnreadableResults, type Verification, verifyFolder } from '../../reports/index.js';
import { verificationPlan } from '../verification-plan.js';

/** Problems that are printed before the list is cut. */
const maxProblems = 50;

/**
 * Judges a results folder again and says whether what it publishes follows from what was recorded.
 *
 * @returns 0 if it does, else 1
 * @throws UserError if the folder holds no results
 */
export async function verify(dir: string): Promise<number> {
  const folder = relative(process.cwd(), resolve(dir)) || '.';
  const verification = await asUserError([UnreadableResults], verifyFolder(dir, verificationPlan));
  if (verification.problems.length > 0) {
    process.stderr.write(`${unsound(folder, verification)}\n`);
    return 1;
  }
  process.stdout.write(`${sound(folder, verification)}\n`);
  return 0;
}

function sound(folder: string, verification: Verification): string {
  const { results, recorded, confirmed, claims, begun, certificate } = verification;
  const claimed = Object.entries(claims).map(([verdict, count]) => `${count} ${verdict}`);
  return [
    `${folder}: the verdict “${results?.verdict}” follows.`,
    `${recorded.toLocaleString('en')} recorded exchanges were judged again; ${confirmed} checks, ${results?.requirements.length} requirements and ${Object.keys(results?.profiles ?? {}).length} claimed profiles come to what is published.`,
    claimed.length === 0
      ? 'Every verdict is supported by the recording.'
      : `A recording cannot show ${claimed.join(', ')}: these are claims, and nothing recorded contradicts them.`,
    ...(begun === 0 ? [] : [`${begun} checks were under way when the run was interrupted.`]),
    ...(certificate === undefined
      ? []
      : [
          `The certificate says ${certificate} and fits the folder; check its signature with your signing tool.`,
        ]),
    ...ofOtherSuite(verification),
  ].join(' ');
}

function unsound(folder: string, verification: Verification): string {
  const { problems } = verification;
  const rest = problems.length > maxProblems ? [`  … and ${problems.length - maxProblems} more`] : [];
  return [
    `${folder}: what is published does NOT follow from what was recorded (${problems.length} ${problems.length === 1 ? 'problem' : 'problems'})`,
    ...problems.slice(0, maxProblems).map(({ where, what }) => `  ${where}: ${what}`),
    ...rest,
    ...ofOtherSuite(verification),
  ].join('\n');
}

function ofOtherSuite({ otherSuite }: Verification): string[] {
  return otherSuite
    ? [
        `The results are of ${excerpt(otherSuite.name)} ${excerpt(otherSuite.version)} with the catalogue ${otherSuite.catalogueDigest}; they were judged again by ${verificationPlan.suite.version} with ${verificationPlan.suite.catalogueDigest}, whose checks may differ. Verify with the version that made them to be sure.`,
      ]
    : [];
}
