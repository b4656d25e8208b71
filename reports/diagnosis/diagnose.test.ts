import { expect, test } from '@playwright/test';
import type { CheckResult, LikelyCause, RequirementVerdict, Results } from '../../schemas/index.js';
import { diagnose, unexplained } from './diagnose.js';
import { type Dictionary, type KnownDefect, readDictionary, writeDictionary } from './dictionary.js';

// A small dictionary: three narrow defects, one that stands for all of them, and one that is its own.

const tooLong = '404 ResourceNotFoundException';
const defect = (
  id: string,
  requirement: string,
  failures: Readonly<Record<string, readonly string[]>>,
  general?: string,
): KnownDefect => ({
  id,
  requirement,
  summary: `does ${id}`,
  failures: new Map(
    Object.entries(failures).map(([check, symptoms]) => [check, { symptoms, cases: [] }] as const),
  ),
  ...(general === undefined ? {} : { general }),
});

const everyCase = ['capital', 'dot', 'plus', 'slash', 'tab', 'tilde'].flatMap((character) =>
  ['first', 'last'].map((place) => `${character}, ${place}`),
);

/** A defect that shows in these cases of one check. */
function ofCases(id: string, cases: readonly string[]): KnownDefect {
  const failures = new Map([['DOM-PAT/named', { symptoms: [tooLong], cases }]]);
  return { id, requirement: 'DOM-PAT', summary: `does ${id}`, failures };
}

/** Checks of many requirements that each request an asset, the last of them one that is generated. */
const everyAsset = Array.from({ length: 20 }, (_, at) =>
  at === 0 ? 'RS-01/an asset' : `OP-${at}/${at < 19 ? 'an asset' : 'generated names'}`,
);

const lengths = {
  'AST-MAX/faults': [tooLong],
  'PKG-MAX/faults': [tooLong],
  'VER-MAX/faults': [tooLong],
};
const dictionary: Dictionary = {
  catalogueDigest: 'sha256:',
  checks: new Set([
    'ST-ARCHIVED/an archived version',
    ...everyAsset,
    ...Object.keys(lengths),
    ...['DOM-MAX', 'DOM-MIN'].flatMap((id) => [`${id}/faults`, `${id}/generated faults`]),
    'ER-PREC-VAL/domain',
    'ER-PREC-VAL/package',
    'RS-04/every answer',
    'RS-07/every answer',
    'OP-01/all',
    'OP-02/all',
    'DOM-PAT/named',
  ]),
  defects: [
    defect('asset-too-long', 'AST-MAX', { 'AST-MAX/faults': [tooLong] }),
    defect('package-too-long', 'PKG-MAX', { 'PKG-MAX/faults': [tooLong] }),
    defect('version-too-long', 'VER-MAX', { 'VER-MAX/faults': [tooLong] }),
    defect('no-lengths', 'PKG-MAX', lengths, 'Check all lengths.'),
    defect('no-headers', 'RS-04', { 'RS-04/every answer': ['absent'], 'RS-07/every answer': ['absent'] }),
    defect('asset-fails', 'AST-MAX', { 'AST-MAX/faults': ['500 InternalServerException'] }),
    // Two that explain four failures together, and one that explains them all, and predicts four that did not happen.
    defect('no-domain-length', 'DOM-MAX', {
      'DOM-MAX/faults': [tooLong],
      'DOM-MAX/generated faults': [tooLong],
    }),
    defect('late', 'ER-PREC-VAL', { 'ER-PREC-VAL/domain': [tooLong], 'ER-PREC-VAL/package': [tooLong] }),
    defect('no-domain-checks', 'DOM-MAX', {
      'DOM-MAX/faults': [tooLong],
      'DOM-MAX/generated faults': [tooLong],
      'ER-PREC-VAL/domain': [tooLong],
      'ER-PREC-VAL/package': [tooLong],
      'DOM-MIN/faults': [tooLong],
      'DOM-MIN/generated faults': [tooLong],
      'RS-04/every answer': [tooLong],
      'RS-07/every answer': [tooLong],
    }),
    defect('fails', 'RS-01', Object.fromEntries(everyAsset.slice(0, -1).map((check) => [check, ['500']]))),
    defect('archived-fails', 'ST-ARCHIVED', { 'ST-ARCHIVED/an archived version': ['500'] }),
    defect('fails-for-one', 'RS-01', { [everyAsset.at(-1) ?? '']: ['500'] }),
    ofCases('dots', ['dot, first', 'dot, last']),
    ofCases('capitals', ['capital, first', 'capital, last']),
    ofCases('no-pattern', everyCase),
    defect('no-type', 'OP-02', { 'OP-02/all': ['absent'] }),
    defect('type-in-text', 'OP-02', { 'OP-02/all': ['absent'] }),
  ],
};

/** Results in which these checks have these verdicts; those that fail do so with the symptom of being too long. */
function resultsOf(
  checks: Readonly<Record<string, RequirementVerdict | readonly string[]>>,
): Pick<Results, 'requirements'> {
  return {
    requirements: Object.entries(checks).map(([id, seen]) => {
      const verdict = typeof seen === 'string' ? seen : 'fail';
      const symptoms = typeof seen === 'string' ? [tooLong] : seen;
      const check: CheckResult = {
        id,
        title: id,
        verdict,
        exchanges: [],
        judged: 1,
        ...(verdict === 'fail' ? { symptoms } : {}),
      };
      const requirement = id.split('/')[0] as Results['requirements'][number]['id'];
      return { id: requirement, level: 'MUST', profile: 'core', verdict, checks: [check] };
    }),
  };
}

const named = (checks: Parameters<typeof resultsOf>[0]): string[] =>
  diagnose(resultsOf(checks), dictionary).map(({ defect: id }) => id);
const held = {
  'AST-MAX/faults': 'pass',
  'PKG-MAX/faults': 'pass',
  'VER-MAX/faults': 'pass',
  'RS-04/every answer': 'pass',
  'RS-07/every answer': 'pass',
  'OP-01/all': 'pass',
} as const;

const confidenceIn = (id: string, checks: Parameters<typeof resultsOf>[0]): number =>
  diagnose(resultsOf(checks), dictionary).find(({ defect: each }) => each === id)?.confidence ?? 0;

test('a run in which nothing failed has no diagnosis', () => {
  expect(named(held)).toEqual([]);
});

test('a cause that predicts failures which did not happen loses against a narrower one', () => {
  expect(named({ ...held, 'AST-MAX/faults': 'fail' })[0]).toBe('asset-too-long');
});

test('a general cause wins over many narrow ones, and names them', () => {
  const [first, ...others] = diagnose(
    resultsOf({ ...held, 'AST-MAX/faults': 'fail', 'PKG-MAX/faults': 'fail', 'VER-MAX/faults': 'fail' }),
    dictionary,
  );
  expect(first).toMatchObject({
    cause: 'Does no-lengths',
    defect: 'no-lengths',
    change: 'Check all lengths.',
    explains: ['AST-MAX', 'PKG-MAX', 'VER-MAX'],
    check: 'PKG-MAX/faults',
  });
  expect(first?.includes?.map(({ defect: id }) => id)).toEqual([
    'asset-too-long',
    'package-too-long',
    'version-too-long',
  ]);
  expect(others.filter(({ insteadOf }) => insteadOf === undefined)).toEqual([]);
});

test('how a check failed decides between causes that break the same check', () => {
  expect(named({ ...held, 'AST-MAX/faults': ['500 InternalServerException'] })[0]).toBe('asset-fails');
  expect(named({ ...held, 'AST-MAX/faults': [tooLong] })[0]).toBe('asset-too-long');
});

test('several causes at once are named together', () => {
  const causes = diagnose(
    resultsOf({
      ...held,
      'PKG-MAX/faults': 'fail',
      'RS-04/every answer': ['absent'],
      'RS-07/every answer': ['absent'],
    }),
    dictionary,
  ).filter(({ insteadOf }) => insteadOf === undefined);
  expect(causes.map(({ defect: id }) => id)).toEqual(['no-headers', 'package-too-long']);
});

test('a check that was not assessed proves nothing', () => {
  const failing = { ...held, 'PKG-MAX/faults': 'fail', 'RS-04/every answer': ['absent'] } as const;
  const confidence = (checks: Parameters<typeof resultsOf>[0]): number =>
    diagnose(resultsOf(checks), dictionary).find(({ defect: id }) => id === 'no-headers')?.confidence ?? 0;
  const withPass = confidence({ ...failing, 'RS-07/every answer': 'pass' });
  expect(confidence({ ...failing, 'RS-07/every answer': 'not-testable' })).toBeGreaterThan(withPass + 0.3);
});

test('what no cause explains is said to be unexplained', () => {
  const results = resultsOf({ ...held, 'OP-01/all': 'fail', 'PKG-MAX/faults': 'fail' });
  const diagnosis = diagnose(results, dictionary);
  expect(diagnosis.flatMap(({ explains }) => explains)).not.toContain('OP-01');
  expect(unexplained({ ...results, diagnosis })).toEqual(['OP-01']);
});

test('a dictionary is read as it was written', () => {
  const read = readDictionary(writeDictionary(dictionary));
  expect(read.defects).toEqual(dictionary.defects);
  expect([...read.checks].sort()).toEqual([...dictionary.checks].sort());
});

const namedFor = (...failedCases: readonly string[]): readonly LikelyCause[] => {
  const results = resultsOf({ ...held, 'DOM-PAT/named': 'fail' });
  return diagnose(
    {
      requirements: results.requirements.map((requirement) =>
        requirement.id === 'DOM-PAT'
          ? { ...requirement, checks: requirement.checks.map((check) => ({ ...check, failedCases })) }
          : requirement,
      ),
    },
    dictionary,
  );
};

test('the cases of a check that fail decide between causes that break the same check', () => {
  expect(namedFor('dot, first', 'dot, last')[0]?.defect).toBe('dots');
  expect(namedFor('capital, first', 'capital, last')[0]?.defect).toBe('capitals');
});

test('two causes that break different cases of one check are named together, or the one that breaks all of them', () => {
  const causes = namedFor('capital, first', 'capital, last', 'dot, first', 'dot, last');
  expect(causes.slice(0, 3).map(({ defect: id }) => id)).toContain('dots');
  expect(causes.slice(0, 3).map(({ defect: id }) => id)).toContain('capitals');
  expect(namedFor(...everyCase)[0]?.defect).toBe('no-pattern');
});

test('causes that look the same are named in one entry', () => {
  const causes = diagnose(resultsOf({ ...held, 'OP-02/all': ['absent'] }), dictionary);
  expect(causes).toHaveLength(1);
  expect(causes[0]).toMatchObject({
    defect: 'no-type',
    alike: [{ cause: 'Does type-in-text', defect: 'type-in-text' }],
  });
});

test('two causes win over one that also predicts failures which did not happen', () => {
  const causes = named({
    'DOM-MAX/faults': 'fail',
    'DOM-MAX/generated faults': 'fail',
    'ER-PREC-VAL/domain': 'fail',
    'ER-PREC-VAL/package': 'fail',
    'DOM-MIN/faults': 'pass',
    'DOM-MIN/generated faults': 'pass',
    'RS-04/every answer': 'pass',
    'RS-07/every answer': 'pass',
  });
  expect(causes.slice(0, 2).sort()).toEqual(['late', 'no-domain-length']);
});

test('a failure like all others of a broad cause needs no cause of its own', () => {
  const results = resultsOf(Object.fromEntries(everyAsset.map((check) => [check, ['500']])));
  const causes = diagnose(results, dictionary).filter(({ insteadOf }) => insteadOf === undefined);
  expect(causes.map(({ defect: id }) => id)).toEqual(['fails']);
  expect(causes[0]?.explains).toHaveLength(everyAsset.length);
});

test('a narrow defect is unlikely if all that it breaks of its own requirement held', () => {
  const own = confidenceIn('no-headers', { 'RS-04/every answer': ['absent'], 'RS-07/every answer': 'pass' });
  const other = confidenceIn('no-headers', {
    'RS-04/every answer': 'pass',
    'RS-07/every answer': ['absent'],
  });
  expect(other).toBeLessThan(own * 0.6);
});

test('a failure that only looks like those of a broad cause gets a cause if it is all that this one breaks', () => {
  const results = resultsOf({
    ...Object.fromEntries(everyAsset.slice(0, 18).map((check) => [check, ['500']])),
    'OP-18/an asset': 'pass',
    'OP-19/generated names': 'pass',
    'ST-ARCHIVED/an archived version': ['500'],
  });
  const causes = diagnose(results, dictionary).filter(({ insteadOf }) => insteadOf === undefined);
  expect(causes.map(({ defect: id }) => id)).toEqual(['fails', 'archived-fails']);
});

const asFails = Object.fromEntries(everyAsset.slice(0, -1).map((check) => [check, ['500']] as const));

test('a cause is unsure if much of what it should break held, however little else explains the rest', () => {
  const halfHeld = Object.fromEntries(everyAsset.slice(10, -1).map((check) => [check, 'pass'] as const));
  expect(confidenceIn('fails', { ...held, ...asFails })).toBeGreaterThan(0.9);
  expect(confidenceIn('fails', { ...held, ...asFails, ...halfHeld })).toBeLessThan(0.5);
});

test('a cause is unsure if what it should break failed in other ways', () => {
  const otherwise = Object.fromEntries(everyAsset.slice(0, -1).map((check) => [check, ['403']] as const));
  expect(confidenceIn('fails', { ...held, ...otherwise })).toBeLessThan(0.5);
});

test('a cause is unsure if other cases of its check failed than it is known for', () => {
  const sure = namedFor('dot, first', 'dot, last')[0]?.confidence ?? 0;
  const unsure = namedFor('dot, first', 'tab, first', 'tab, last', 'plus, last')[0];
  expect(unsure?.defect === 'dots' ? unsure.confidence : 0).toBeLessThan(sure);
});

test('a narrow defect is less likely if the requirement that it breaks was not assessed', () => {
  const withOwn = confidenceIn('no-headers', {
    'RS-04/every answer': ['absent'],
    'RS-07/every answer': ['absent'],
  });
  const withoutOwn = confidenceIn('no-headers', {
    'RS-04/every answer': 'not-testable',
    'RS-07/every answer': ['absent'],
  });
  expect(withoutOwn).toBeLessThan(withOwn - 0.2);
});
