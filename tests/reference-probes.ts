import { createHash } from 'node:crypto';
import { encodeQuery, faultExamples, type QueryPair } from '../generators/index.js';
import {
  defined,
  operation as documented,
  errorTypes,
  type ParameterName,
  type ParameterValues,
  parameter,
  parameterNames,
} from '../schemas/index.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import type { Operation, ReferenceRequest, ReferenceResponse } from '../targets/reference/index.js';

/** A request to the reference target, by what is different from the plain GET of the control. */
export type Probe = Partial<ReferenceRequest>;

const set = defaultFixtures().set.packageVersions;

/** The parameters of an asset of the default set. */
export function parametersOf(version: (typeof set)[number], asset: string): ParameterValues {
  const { domain, repository, format, namespace, package: name, version: packageVersion } = version;
  return {
    domain,
    'domain-owner': version.domainOwner,
    repository,
    format,
    ...defined({ namespace }),
    package: name,
    version: packageVersion,
    asset,
  };
}

const [first] = set;
if (first === undefined) throw new Error('the default set is empty');

/** The plain everyday request. */
export const control: ParameterValues = parametersOf(first, first.assets[0]?.name ?? '');

/** A whole request from a probe. */
export function requestOf(probe: Probe): ReferenceRequest {
  const operationPath = probe.operationPath ?? documented.path;
  return {
    method: 'GET',
    path: operationPath,
    operationPath,
    rawQuery: encodeQuery(Object.entries(control)),
    headers: { host: '127.0.0.1' },
    headerNames: ['Host'],
    body: new Uint8Array(),
    ...probe,
    fields: Object.entries(probe.headers ?? { host: '127.0.0.1' }),
  };
}

const query = (pairs: readonly QueryPair[]): Probe => ({ rawQuery: encodeQuery(pairs) });
const values = (input: ParameterValues): Probe => query(Object.entries(input));
const entries = Object.entries(control);
const { domain: _domain, 'domain-owner': _owner, ...withoutOwnerAndDomain } = control;
const without = (...names: ParameterName[]): [string, string][] =>
  entries.filter(([name]) => !names.some((left) => left === name));

/** Every asset of the default set. */
function assets(): Probe[] {
  return set.flatMap((version) =>
    version.assets.flatMap(({ name }) => {
      const input = parametersOf(version, name);
      return [values(input), values({ ...input, revision: version.revision ?? '' })];
    }),
  );
}

/** The first package versions of each format, by names that are almost theirs. */
function adjacentRequests(): Probe[] {
  return set
    .filter(
      (version, at) => at < 3 || set.filter(({ format }) => format === version.format).indexOf(version) < 3,
    )
    .flatMap((version) => {
      const [asset] = version.assets;
      if (asset === undefined) return [];
      const input = parametersOf(version, asset.name);
      return [
        query(Object.entries(input).filter(([name]) => name !== 'namespace')),
        values({ ...input, namespace: '' }),
        values({ ...input, namespace: `${input.namespace ?? ''}x` }),
        values({ ...input, namespace: `@${input.namespace ?? 'x'}` }),
        values({ ...input, namespace: `${input.namespace?.split('.')[0] ?? 'x'}` }),
        query([
          ...Object.entries(input).filter(([name]) => name !== 'namespace' && name !== 'package'),
          ['package', `@${input.namespace ?? 'x'}/${input.package}`],
        ]),
        ...(parameter('format').values ?? []).map((format) => values({ ...input, format })),
        ...Object.values(nearMisses).flatMap((near) =>
          (['asset', 'package', 'version', 'namespace', 'repository'] as const).flatMap((name) =>
            input[name] === undefined ? [] : [values({ ...input, [name]: near(input[name] ?? '') })],
          ),
        ),
      ];
    });
}

/** Revisions that are almost that of the control, or that of another version. */
function revisions(): Probe[] {
  const current = first?.revision ?? '';
  return [
    current.slice(0, -1),
    current.slice(0, 20),
    current.toUpperCase(),
    `${current.startsWith('A') ? 'B' : 'A'}${current.slice(1)}`,
    ...set.slice(1, 4).map(({ revision = '' }) => revision),
  ].map((revision) => values({ ...control, revision }));
}

const nearMisses: Readonly<Record<string, (value: string) => string>> = {
  shorter: (value) => [...value].slice(0, -1).join(''),
  later: (value) => [...value].slice(1).join(''),
  middle: (value) => [...value].slice(1, -1).join(''),
  longer: (value) => `${value}x`,
  upper: (value) => value.toUpperCase(),
  glob: () => '*',
  like: () => '%',
  any: () => '.+',
  quoted: (value) => `"${value}"`,
  sql: () => `'or'1'='1`,
  spaced: (value) => ` ${value} `,
  dotted: (value) => `${value}.`,
  path: (value) => `x/../${value}`,
  vee: (value) => `v${value}`,
  zero: (value) => `${value}.0`,
  withoutLastNumber: (value) => value.replace(/\.\d+$/, ''),
  leadingZero: (value) => `0${value}`,
  metadata: (value) => `${value}+x`,
  range: (value) => `^${value}`,
  latest: () => 'latest',
};

const punctuation = [...`!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`];

/** Values at the limits of each parameter, and with each kind of character. */
function valuesOfParameters(): Probe[] {
  return parameterNames.flatMap((name) => {
    const { minLength = 1, maxLength = 1 } = parameter(name);
    const filler = name === 'domain-owner' ? '1' : 'a';
    const texts = [
      ...[minLength - 1, minLength, maxLength, maxLength + 1, maxLength * 2].map((length) =>
        filler.repeat(length),
      ),
      ...punctuation.flatMap((character) => [`a${character}b`, `${character}b`, `b${character}`]),
      ...[
        '1a',
        'A',
        'aB',
        'a\u00a0b',
        'a--b',
        'é',
        'aéb',
        'a\nb',
        'a\n',
        'a b',
        'noextension',
        '012345678901',
        '1',
      ],
      ...['１１１１１１１１１１１１', '1111-2222-33', '11112222333a', '1111 2222 33', '1111.2222.33'],
    ];
    return [
      ...texts.map((text) => values({ ...control, [name]: text })),
      ...faultExamples(name, control).map((fault): Probe => {
        const others = without(name);
        if (fault.form === 'absent') return query(others);
        return query([...others, fault.form === 'bare' ? [name] : [name, fault.value]]);
      }),
    ];
  });
}

/** Requests that differ in method, path or the way in which the query is written. */
/** Queries that hold unescaped what clients escape, and names that a collation takes for others. */
function spellings(): Probe[] {
  return [
    { rawQuery: `${encodeQuery(without('asset'))}&asset=a;b.txt` },
    { rawQuery: `${encodeQuery(without('asset'))}&asset=widget=.txt` },
    { rawQuery: `${encodeQuery(without('asset'))}&asset=widget.txt;x` },
    { rawQuery: `${encodeQuery(without('asset'))}&asset=widget.txt=x` },
    values({ ...control, package: '\uff57idget' }),
    values({ ...control, asset: `${control.asset}.sha256` }),
  ];
}

function requestLines(): Probe[] {
  const raw = encodeQuery(entries);
  const json = Buffer.from(JSON.stringify(control));
  const form = Buffer.from(raw);
  const longest = parameterNames.map((name): [string, string] => [
    name,
    name === 'format'
      ? 'generic'
      : (name === 'domain-owner' ? '1' : 'a').repeat(parameter(name).maxLength ?? 1),
  ]);
  const everyByte = (pairs: readonly [string, string][]) =>
    pairs
      .map(([name, value]) => `${name}=${Buffer.from(value).toString('hex').replace(/../g, '%$&')}`)
      .join('&');
  return [
    { isAbsolute: true },
    ...['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((method) => ({ method })),
    ...['/', 's', '/x', '?'].map((end) => ({ operationPath: `${documented.path}${end}` })),
    ...['/V1/package/version/asset', `/v1${documented.path}`, '/v2/package/version/asset', '/x'].map(
      (operationPath) => ({ operationPath }),
    ),
    { rawQuery: '', body: json, headers: { host: 'h', 'content-type': 'application/json' } },
    { rawQuery: '', body: form },
    { ...query(without('asset')), headers: { host: 'h', asset: control.asset ?? '' } },
    { body: json },
    query([...without('version'), ['packageVersion', control.version ?? '']]),
    query([...without('domain-owner'), ['domainOwner', '999999999999']]),
    query([...entries, ['packageVersionRevision', 'unknown']]),
    query(entries.toReversed()),
    query(entries.toSorted()),
    query(without('domain-owner')),
    values({ ...control, 'domain-owner': '999999999999' }),
    query([...entries, ['x', '1']]),
    query([['x', '1'], ...entries]),
    query([...entries, ['asset', 'widget.bin']]),
    ...['asset', 'domain', 'format'].map((name) => ({
      rawQuery: raw.replace(`${name}=`, `${name.toUpperCase()}=`),
    })),
    { rawQuery: raw.replace('asset=', '%61sset=') },
    { rawQuery: raw.replace(control.asset ?? '', 'a+b') },
    {
      rawQuery: encodeQuery(Object.entries({ ...control, package: 'names', asset: 'a+b.txt' })).replace(
        '%2B',
        '+',
      ),
    },
    { rawQuery: everyByte(entries as [string, string][]) },
    { rawQuery: everyByte(longest) },
    query(longest),
    ...['%ZZ', '%', '%FF', '%C3%28'].map((broken) => ({ rawQuery: `${raw}${broken}` })),
    { rawQuery: encodeQuery(entries, 'lower-case-hex') },
    {
      rawQuery: encodeQuery(
        Object.entries({ ...control, package: 'versions', version: '1.0.0+build', asset: 'release.txt' }),
        'lower-case-hex',
      ),
    },
    ...['\r\n', '\n', '\r'].flatMap((end) => [
      values({ ...control, asset: `${control.asset}${end}x-probe:1` }),
      values({ ...control, package: `widget${end}x-probe:1` }),
    ]),
    values({ ...control, asset: 'a\u0007b', package: 'unknown' }),
    values({ ...control, asset: 'a\u0007b', package: 'a b' }),
    values({ ...withoutOwnerAndDomain, domain: 'conformance', repository: 'downstream' }),
  ];
}

/** Requests that differ in their headers. */
function headers(): Probe[] {
  const sets: Readonly<Record<string, string>>[] = [
    { accept: '*/*' },
    { accept: 'application/octet-stream' },
    { accept: 'application/json' },
    { range: 'bytes=0-1' },
    { range: 'bytes=10-' },
    { range: 'bytes=-5' },
    { range: 'bytes=99999999-' },
    { 'if-none-match': '"x"' },
    { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:01 GMT' },
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'deflate' },
    { 'accept-encoding': 'identity' },
    { 'content-type': 'application/json' },
    { 'amz-sdk-invocation-id': 'x' },
    ...errorTypes.map((type) => ({ 'x-conformance-scenario': type })),
  ];
  return [
    ...sets.map((fields) => ({ headers: { host: 'h', ...fields } })),
    { headerNames: ['HOST', 'ACCEPT'] },
    { headers: { host: 'h', 'user-agent': 'aws-sdk-js/3' }, ...values({ ...control, asset: 'unknown' }) },
  ];
}

/** Requests that must not hear of each other: the same again, a twin, a refusal between two that are served. */
function sequences(): Probe[] {
  const twins = [
    { domain: 'conformance-twin' },
    { repository: 'mirror' },
    { namespace: 'com.example.twin' },
    { package: 'widget-twin' },
    { version: '1.0.1' },
    { asset: 'widget.bin' },
  ];
  const unknown = parameterNames
    .filter((name) => name !== 'format' && name !== 'domain-owner')
    .map((name) => values({ ...control, [name]: 'unknown' }));
  return [
    values(control),
    values(control),
    ...twins.map((twin) => values({ ...control, ...twin })),
    ...unknown.flatMap((probe) => [probe, values(control)]),
    query(without('asset')),
    values(control),
  ];
}

/** Requests one after the other that together show every variant, signatures aside. */
export const probes: readonly Probe[] = [
  ...sequences(),
  ...headers(),
  ...requestLines(),
  ...spellings(),
  ...revisions(),
  ...assets(),
  ...valuesOfParameters(),
  ...adjacentRequests(),
];

/** What a response says, in one string; ids that are meant to differ are told only by whether they are new. */
export function firstOfItsKind(seen: Set<string>): (response: ReferenceResponse) => string {
  return ({ status, headers: fields, body, wire }) => {
    const told = fields.map(([name, value]) => {
      if (name.toLowerCase() !== 'x-amzn-requestid') return [name, value];
      const fresh = !seen.has(value);
      seen.add(value);
      return [name, fresh ? 'new' : 'seen before'];
    });
    const digest =
      body instanceof Uint8Array
        ? `${body.length} ${createHash('sha256').update(body).digest('hex')}`
        : `${body.size} ${body.sha256}`;
    return JSON.stringify([status, told, digest, wire]);
  };
}

/** The first probe whose response differs from the ideal one, by its number; -1 if none does. */
export async function firstDifference(changed: Operation, ideal: readonly string[]): Promise<number> {
  const tell = firstOfItsKind(new Set());
  for (const [at, probe] of probes.entries()) {
    if (tell(await changed(requestOf(probe))) !== ideal[at]) return at;
  }
  return -1;
}

/** The responses of the ideal target to every probe. */
export async function responsesOf(operation: Operation): Promise<string[]> {
  const tell = firstOfItsKind(new Set());
  const responses: string[] = [];
  for (const probe of probes) responses.push(tell(await operation(requestOf(probe))));
  return responses;
}
