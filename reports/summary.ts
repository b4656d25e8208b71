import { appendFile } from 'node:fs/promises';
import { profiles, type RequirementResult, type Results } from '../schemas/index.js';
import { byChapter, wording } from './catalogue.js';
import { clientMatrix } from './client-matrix.js';
import { caveat, tellDiagnosis } from './diagnosis/index.js';
import { blocks, code, escaped, statement, table } from './markdown.js';
import { countVerdicts, decisiveCheck, decisiveLine, runLine, storyOf, targetName } from './story.js';
import { instant } from './text.js';
import { runVerdictWords, verdictOrder, verdictWords } from './words.js';

const signs = {
  conformant: '✅',
  'conformant-with-waivers': '🟡',
  'not-conformant': '❌',
  incomplete: '⚪',
} as const;

/** GitHub cuts a summary off at a megabyte; a reader long before. */
const MOST_LISTED = 50;

/** `summary.md`: the verdict, how it came about, what to fix, what was not assessed. */
export function renderSummary(results: Results): string {
  const story = storyOf(results);
  return blocks(
    `# ${signs[results.verdict]} ${runVerdictWords[results.verdict]}: ${escaped(targetName(results), 120)}`,
    ...(results.run.notes ?? []).map((note) => `> ${escaped(note, 600)}`),
    story.because.map((sentence) => escaped(sentence)).join(' '),
    table(['Profile', 'Verdict', 'MUST', 'SHOULD'], profileRows(results)),
    ...likelyCauses(results),
    ...list('What to fix', story.toFix),
    ...mistakes(results),
    story.notAssessed.length > 0 && '## Not assessed',
    story.notAssessed.length > 0 &&
      table(
        ['Why', 'Verdict', 'Requirements'],
        story.notAssessed.map(({ reason, verdict, requirements }) => [
          escaped(reason),
          verdictWords[verdict].label,
          ids(requirements),
        ]),
      ),
    ...waived(results),
    ...officialClients(results),
    '## Verdicts by chapter',
    table(['Chapter', ...verdictOrder.map((verdict) => verdictWords[verdict].label)], chapterRows(results)),
    [
      `Target ${code(results.target.endpoint)}`,
      `${escaped(results.suite.name)} ${escaped(results.suite.version)}`,
      `started ${escaped(instant(results.run.startedAt))}`,
      runLine(results),
    ].join(' · '),
  );
}

/** Appends the summary to the job summary of GitHub Actions, if there is one. */
export async function appendJobSummary(
  summary: string,
  file: string | undefined = process.env.GITHUB_STEP_SUMMARY,
): Promise<void> {
  if (file) await appendFile(file, `${summary}\n`);
}

function profileRows(results: Results): string[][] {
  return profiles.flatMap((name) => {
    const profile = results.profiles[name];
    if (!profile) return [];
    const { must, should } = profile;
    const other = [
      must.fail > 0 && `**${must.fail} broken**`,
      must.notTestable > 0 && `${must.notTestable} not testable`,
      must.waived > 0 && `${must.waived} waived`,
    ].filter(Boolean);
    return [
      [
        name,
        `${signs[profile.verdict]} ${runVerdictWords[profile.verdict]}`,
        [`${must.pass} hold`, ...other].join(', '),
        should.warn > 0 ? `${should.pass} hold, ${should.warn} not followed` : `${should.pass} hold`,
      ],
    ];
  });
}

function list(title: string, requirements: readonly RequirementResult[]): (string | false)[] {
  if (requirements.length === 0) return [];
  const rows = requirements.slice(0, MOST_LISTED).map((requirement) => {
    const check = decisiveCheck(requirement);
    return [
      `**${escaped(requirement.id)}**`,
      `${requirement.level}`,
      statement(wording(requirement.id).statement),
      check?.expected === undefined ? '' : code(check.expected, 200),
      code(decisiveLine(requirement), 200),
    ];
  });
  const rest = requirements.length - rows.length;
  return [
    `## ${title}`,
    table(['Requirement', 'Level', 'Statement', 'Expected', 'Actual'], rows),
    rest > 0 && `… and ${rest} more in report.html.`,
  ];
}

/** Each official client in a line: how many of its checks pass, and which requirements the others are of. */
function officialClients(results: Results): (string | false)[] {
  const matrix = clientMatrix(results);
  if (!matrix) return [];
  const { clients, rows, absent } = matrix;
  const lines = clients.map((name, column) => {
    const own = rows.flatMap(({ requirement, cells }) => {
      const cell = cells[column];
      return cell ? [{ requirement, verdict: cell.verdict }] : [];
    });
    const passed = own.filter(({ verdict }) => verdict === 'pass').length;
    const others = own.filter(({ verdict }) => verdict !== 'pass');
    const kinds = [
      ...new Set(others.map(({ verdict, requirement }) => `${requirement} ${verdictWords[verdict].label}`)),
    ];
    return [escaped(name), `${passed} of ${own.length}`, kinds.map((kind) => escaped(kind)).join(', ')];
  });
  return [
    '## Official clients',
    lines.length > 0 && table(['Client', 'Checks that pass', 'Others'], lines),
    ...absent.map(({ reason }) => escaped(reason)),
  ];
}

function likelyCauses(results: Results): (string | false)[] {
  const diagnosis = tellDiagnosis(results);
  if (!diagnosis) return [];
  const { causes, unexplained } = diagnosis;
  const rows = causes
    .slice(0, MOST_LISTED)
    .map(({ cause, alike = [], likelihood, change, explains }) => [
      [cause, ...alike.map((each) => `or: ${each.cause}`)].map((text) => escaped(text)).join('; '),
      likelihood,
      statement(change),
      listOfIds(explains),
    ]);
  return [
    '## Likely causes',
    caveat,
    table(['Cause', 'How likely', 'What to change', 'Explains'], rows),
    unexplained.length > 0 && `No known cause explains ${listOfIds(unexplained)}.`,
  ];
}

function mistakes({ client }: Results): (string | false)[] {
  if (!client || client.mistakes.length === 0) return [];
  const rows = client.mistakes
    .slice(0, MOST_LISTED)
    .map(({ requirement, message, count, refused, example }) => [
      escaped(requirement),
      escaped(message),
      `${count}`,
      `${refused}`,
      code(example, 200),
    ]);
  const rest = client.mistakes.length - rows.length;
  return [
    '## Client errors',
    table(['Requirement', 'Mistake', 'Requests', 'Refused as invalid', 'Example'], rows),
    rest > 0 && `… and ${rest} more in results.json.`,
  ];
}

function waived({ requirements, waiverErrors = [] }: Results): (string | false)[] {
  const rows = requirements.flatMap(({ id, waiver }) =>
    waiver
      ? [
          [
            escaped(id),
            waiver.checks ? escaped(waiver.checks.join('; ')) : 'all',
            escaped(waiver.reason),
            escaped(waiver.owner),
            escaped(waiver.expires),
            escaped(waiver.issue ?? ''),
          ],
        ]
      : [],
  );
  return [
    rows.length > 0 && '## Waivers',
    rows.length > 0 && table(['Requirement', 'Checks', 'Reason', 'Owner', 'Expires', 'Issue'], rows),
    waiverErrors.length > 0 && waiverErrors.map((error) => `- ❌ ${escaped(error)}`).join('\n'),
  ];
}

function chapterRows(results: Results): string[][] {
  return byChapter(results.requirements).map(({ title, requirements }) => {
    const counts = countVerdicts(requirements);
    return [title, ...verdictOrder.map((verdict) => (counts[verdict] === 0 ? '' : `${counts[verdict]}`))];
  });
}

function ids(requirements: readonly RequirementResult[]): string {
  return listOfIds(requirements.map(({ id }) => id));
}

function listOfIds(all: readonly string[]): string {
  const listed = all.slice(0, 12).map((id) => escaped(id));
  const rest = all.length - listed.length;
  return listed.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
