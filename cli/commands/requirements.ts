import { closest, UserError } from '../../config/index.js';
import { ruledRequirements } from '../../judge/index.js';
import { requirements as catalogue, chapters, isRequirementId, requirement } from '../../schemas/index.js';

/** Lists the catalogue, or explains one requirement. */
export async function requirements(id: string | undefined): Promise<void> {
  process.stdout.write(id === undefined ? list() : await explain(id));
}

function list(): string {
  return chapters
    .map(({ id, title }) => {
      const own = catalogue.filter(({ chapter }) => chapter === id);
      const lines = own.map(
        (each) => `${each.id.padEnd(20)} ${each.level.padEnd(6)} ${each.profile.padEnd(9)} ${each.statement}`,
      );
      return `${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
    })
    .join('\n');
}

async function explain(id: string): Promise<string> {
  if (!isRequirementId(id))
    throw new UserError(
      `${id} is not a requirement.${closest(
        id,
        catalogue.map((each) => each.id),
      )} List them with: codeartifact-conformance requirements`,
    );
  const { checks } = await import('../../specs/index.js');
  const found = requirement(id);
  const own = checks.filter((check) => check.requirement === id);
  return [
    `${found.id}  ${found.level}  profile ${found.profile}`,
    found.statement,
    `Source: ${found.source}, ${found.section}`,
    ...(found.excluded === undefined ? [] : [`Not enforced: ${found.excluded}`]),
    ...(own.length === 0
      ? []
      : ['Checks:', ...own.map(({ title, cases }) => `  ${title}${cases ? ' (generated)' : ''}`)]),
    ...(ruledRequirements.includes(id) ? ['It is checked on every response of a run.'] : []),
    '',
  ].join('\n');
}
