import { expect, test } from '@playwright/test';
import {
  applyFaults,
  breakableRequirements,
  characterClasses,
  constrainedParameter,
  defaultCount,
  defaultSeed,
  type Fault,
  faultArbitraries,
  faultArbitrary,
  faultExamples,
  faultyRequest,
  generateCases,
  places,
  sampleRequest,
  singleFaults,
  twoFaults,
} from '../generators/index.js';
import {
  namespaceRules,
  type ParameterName,
  type ParameterValues,
  packageFormats,
  parameterNames,
  parameters,
  type RequirementId,
  violationsOf,
} from '../schemas/index.js';

const options = { seed: defaultSeed, count: defaultCount };

/** Bases that differ in what a missing namespace means, in optional parameters, and in values at their limits. */
const bases: readonly ParameterValues[] = [
  sampleRequest,
  { ...sampleRequest, format: 'maven' },
  { ...sampleRequest, format: 'swift' },
  withoutNames({ ...sampleRequest, format: 'npm' }, 'namespace'),
  withoutNames({ ...sampleRequest, format: 'pypi' }, 'namespace', 'revision', 'domain-owner'),
  {
    ...sampleRequest,
    asset: '😀'.repeat(3) + 'a'.repeat(252),
    domain: 'd'.repeat(50),
    namespace: 'n'.repeat(255),
    package: 'p'.repeat(255),
    repository: 'r'.repeat(100),
    revision: 'r'.repeat(50),
    version: 'v'.repeat(255),
  },
  {
    ...sampleRequest,
    asset: 'a',
    domain: 'dd',
    namespace: 'n',
    package: 'p',
    repository: 'rr',
    revision: 'r',
    version: 'v',
  },
];

function withoutNames(values: ParameterValues, ...names: ParameterName[]): ParameterValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !names.includes(name as ParameterName)),
  );
}

function broken(values: ParameterValues): string[] {
  return violationsOf(values).map(({ requirement, parameter }) => `${requirement} ${parameter}`);
}

/** Faults that break more, less or other than their label says. */
function mislabelled(base: ParameterValues, faults: readonly Fault[]): unknown[] {
  return faults
    .map((fault) => ({ fault, found: broken(applyFaults(base, [fault]).values) }))
    .filter(({ fault, found }) => found.join() !== `${fault.requirement} ${fault.parameter}`);
}

test.describe('named faults', () => {
  for (const name of parameterNames) {
    test(`${name}: each breaks exactly its requirement, whatever the base`, () => {
      for (const base of bases) expect(mislabelled(base, faultExamples(name, base))).toEqual([]);
    });

    test(`${name}: each has a label of its own and is the same each time`, () => {
      const examples = faultExamples(name);
      const labels = examples.map(({ requirement, label }) => `${requirement}/${label}`);
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
      expect(faultExamples(name)).toEqual(examples);
    });

    test(`${name}: every requirement that constrains it has an example`, () => {
      const exampled = new Set(faultExamples(name).map(({ requirement }) => requirement));
      const constrained = parameters
        .filter((row) => row.name === name)
        .flatMap(({ requirements }) => Object.values(requirements));
      expect(constrained.filter((id) => !exampled.has(id))).toEqual([]);
    });
  }

  test('limits are broken by one, and by much', () => {
    const lengths = (name: ParameterName, requirement: RequirementId) =>
      faultExamples(name)
        .filter((fault) => fault.requirement === requirement)
        .map((fault) => (fault.form === 'value' ? fault.value.length : fault.form));
    expect(lengths('asset', 'AST-MAX')).toEqual([256, 2550]);
    expect(lengths('domain', 'DOM-MIN')).toEqual([1]);
    expect(lengths('domain', 'DOM-MAX')).toEqual([51, 500]);
    expect(lengths('domain-owner', 'OWN-LEN')).toEqual([11, 13, 120, 13, 14, 14, 14]);
    expect(lengths('repository', 'REP-MIN')).toEqual([1]);
    expect(lengths('repository', 'REP-MAX')).toEqual([101, 1000]);
    expect(lengths('revision', 'REV-MAX')).toEqual([51, 500]);
    expect(lengths('version', 'VER-EMPTY')).toEqual([0, 'bare']);
  });

  /** Values that people and regular expressions get wrong, by hand; each must be among the examples. */
  const pitfalls: readonly (readonly [ParameterName, ...string[]])[] = [
    [
      'asset',
      'x\n',
      '\nx',
      'x\0',
      '\0x',
      'x\u007f',
      'x\u0085',
      'x\u200b',
      '\u00adx',
      'x\u200d',
      'x\ue000',
      'x\uffff',
      '\tx',
    ],
    [
      'domain',
      'Ax',
      'xZ',
      '0x',
      '9x',
      '-x',
      'x-',
      '_x',
      'x_',
      'x.',
      'x\n',
      '\nx',
      'x ',
      'éx',
      '\u212ax',
      'x１',
      'x٣',
    ],
    [
      'domain-owner',
      '1'.repeat(11).concat('a'),
      '-'.concat('1'.repeat(11)),
      '1'.repeat(11).concat(' '),
      `${'1'.repeat(12)}\n`,
    ],
    ['namespace', 'x#', '/x', 'x ', ' x', 'x\t', 'x\n', '\nx', 'x\r', 'x\v', 'x\f'],
    ['package', 'x#', '/x', 'x ', ' x', 'x\t', 'x\n', '\nx', 'x\r', 'x\v', 'x\f'],
    ['repository', '-x', '_x', '.x', 'x/', 'x ', ' x', 'éx', 'x\n', 'x@', 'x%'],
    ['revision', 'x ', ' x', 'x\t', 'x\n', '\nx', 'x\r', 'x\v', 'x\f'],
    ['version', 'x#', '/x', 'x ', ' x', 'x\t', 'x\n', '\nx', 'x\r', 'x\v', 'x\f'],
    [
      'format',
      'NPM',
      'Npm',
      'Generic',
      'docker',
      'rpm',
      ' generic',
      'generic ',
      'generic\n',
      'gener',
      'generic,npm',
    ].map((value) => (value === 'gener' ? 'generi' : value)) as [ParameterName, ...string[]],
  ];

  for (const [name, ...values] of pitfalls) {
    test(`${name}: the known pitfalls are among the examples`, () => {
      const base: ParameterValues =
        name === 'format'
          ? sampleRequest
          : { ...sampleRequest, [name]: name === 'domain-owner' ? '1'.repeat(12) : 'x' };
      const examples = faultExamples(name, base).map((fault) =>
        fault.form === 'value' ? fault.value : fault.form,
      );
      expect(values.filter((value) => !examples.includes(value))).toEqual([]);
    });
  }

  test('a fault keeps as much of the value as it can', () => {
    const damaged = faultExamples('package').filter(({ requirement }) => requirement === 'PKG-PAT');
    expect(
      damaged.filter((fault) => fault.form !== 'value' || fault.value.replace(/[#/\s]/u, '') !== 'widget'),
    ).toEqual([]);
  });

  test('a missing namespace is a fault for the formats that need one', () => {
    const missing = packageFormats.map((format) =>
      faultExamples('namespace', { ...sampleRequest, format })
        .filter(({ form }) => form === 'absent')
        .map(({ requirement }) => requirement)
        .join(),
    );
    expect(missing).toEqual(['', '', 'NSP-REQ-MAVEN', '', 'NSP-REQ-GENERIC', '', 'NSP-REQ-SWIFT', '']);
  });
});

test.describe('generated faults', () => {
  for (const name of parameterNames) {
    test(`${name}: each breaks exactly its requirement, whatever the base`, () => {
      for (const base of bases) {
        const faults = generateCases(singleFaults(name, base), { seed: 3, count: 500 }).map(
          ({ value }) => value,
        );
        expect(mislabelled(base, faults)).toEqual([]);
      }
    });

    for (const id of breakableRequirements(name)) {
      test(`${id}: ${defaultCount} cases reach every form, boundary, class and place`, () => {
        const faults = generateCases(faultArbitrary(name, id), options).map(({ value }) => value);
        const counts = new Map<string, number>();
        for (const fault of faults) {
          for (const key of features(fault)) counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const table = [...counts].map(([key, times]) => `${String(times).padStart(6)}  ${key}`).join('\n');
        expect(
          expectedFeatures(name, id).filter((key) => !counts.has(key)),
          table,
        ).toEqual([]);
        expect(faults.filter(({ requirement }) => requirement !== id)).toEqual([]);
      });
    }
  }

  test('there are arbitraries for exactly the requirements that constrain parameters', () => {
    const constrained = [
      ...parameters.flatMap(({ requirements }) => Object.values(requirements)),
      ...namespaceRules.map(({ requirement }) => requirement),
    ];
    expect([...faultArbitraries.keys()].sort()).toEqual([...new Set(constrained)].sort());
  });

  test('a request made for a requirement breaks exactly it', () => {
    for (const [id, requests] of faultArbitraries) {
      const format = namespaceRules.find(({ requirement }) => requirement === id)?.format ?? 'generic';
      const generated = generateCases(requests({ ...sampleRequest, format }), { seed: 5, count: 50 });
      const found = generated.map(({ value }) => broken(value.values).join());
      expect([...new Set(found)], id).toEqual([`${id} ${constrainedParameter(id)}`]);
    }
  });

  test('a requirement that no fault of this base breaks is refused by name', () => {
    expect(() => faultyRequest('NSP-REQ-MAVEN', sampleRequest)).toThrow(/NSP-REQ-MAVEN/);
    expect(() => faultyRequest('RS-01', sampleRequest)).toThrow(/RS-01/);
  });

  test('two faults break two parameters, each as labelled, and reach every pair of parameters', () => {
    const pairs = new Set<string>();
    const wrong: unknown[] = [];
    for (const base of bases) {
      for (const { value } of generateCases(twoFaults(base), { seed: 11, count: 200 })) {
        const labelled = value.faults
          .map(({ requirement, parameter }) => `${requirement} ${parameter}`)
          .sort();
        const found = broken(value.values).sort();
        if (labelled.length !== 2 || found.join() !== labelled.join()) wrong.push({ labelled, found });
        pairs.add(
          value.faults
            .map(({ parameter }) => parameter)
            .sort()
            .join(' '),
        );
      }
    }
    expect(wrong).toEqual([]);
    expect(pairs.size).toBe((9 * 8) / 2);
  });
});

test.describe('applying faults', () => {
  const fault = (form: Fault['form'], value = ''): Fault => ({
    requirement: 'REV-EMPTY',
    parameter: 'revision',
    label: form,
    ...(form === 'value' ? { form, value } : { form }),
  });

  test('absent, bare, empty and other values become pairs and the values that a server sees', () => {
    const base: ParameterValues = { asset: 'a', revision: 'r' };
    const applied = [fault('absent'), fault('bare'), fault('value'), fault('value', 'x y')].map((one) => {
      const { pairs, values } = applyFaults(base, [one]);
      return [pairs, values];
    });
    expect(applied).toEqual([
      [[['asset', 'a']], { asset: 'a' }],
      [[['asset', 'a'], ['revision']], { asset: 'a', revision: '' }],
      [
        [
          ['asset', 'a'],
          ['revision', ''],
        ],
        { asset: 'a', revision: '' },
      ],
      [
        [
          ['asset', 'a'],
          ['revision', 'x y'],
        ],
        { asset: 'a', revision: 'x y' },
      ],
    ]);
  });

  test('a parameter that the base lacks is added', () => {
    expect(applyFaults({ asset: 'a' }, [fault('value', 'x')]).pairs).toEqual([
      ['asset', 'a'],
      ['revision', 'x'],
    ]);
  });
});

/** What a generated fault is an instance of. */
function features(fault: Fault): string[] {
  if (fault.form !== 'value') return [fault.form];
  const characters = fault.place === undefined ? [] : [`${fault.class}, ${fault.place}`];
  return [fault.value === '' ? 'empty' : `length ${fault.value.length}`, ...characters];
}

/** Written out by hand: what 100 cases must reach. Class × place is what each pattern forbids. */
function expectedFeatures(name: ParameterName, id: RequirementId): string[] {
  const kind = id.slice(id.indexOf('-') + 1);
  switch (kind) {
    case 'REQ':
    case 'REQ-GENERIC':
      return ['absent'];
    case 'EMPTY':
      return ['bare', 'empty'];
    case 'MIN':
      return ['length 1'];
    case 'MAX':
      return [{ asset: 256, domain: 51, repository: 101, revision: 51 }[name as string] ?? 256].map(
        (n) => `length ${n}`,
      );
    case 'LEN':
      return ['length 11', 'length 13'];
    case 'PAT':
      return places.flatMap((place) =>
        forbidden(name, place).map((characterClass) => `${characterClass}, ${place}`),
      );
    default:
      return [];
  }
}

function forbidden(name: ParameterName, place: string): string[] {
  const invisible = characterClasses.slice(0, 4);
  const foreign = [...invisible, 'punctuation', 'non-ASCII letter or digit'];
  switch (name) {
    case 'asset':
      return [...invisible];
    case 'domain':
      return [...foreign, 'letter', ...(place === 'first' ? ['digit'] : [])];
    case 'domain-owner':
      return [...foreign, 'letter'];
    case 'repository':
      return foreign;
    case 'revision':
      return ['white space'];
    default:
      return ['white space', 'punctuation'];
  }
}
