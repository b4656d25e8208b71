import { createHash } from 'node:crypto';
import type { HeaderField, RecordedBody } from '../judge/exchange.js';
import type { Expectation } from '../judge/expectation.js';
import type { RecordedExchange } from '../judge/recording.js';
import {
  requirements as catalogue,
  type Profile,
  type ProfileResult,
  profiles,
  type RequirementVerdict,
  type Results,
  type RunVerdict,
} from '../schemas/index.js';
import type { CheckResult, RequirementResult } from '../schemas/results.js';

/** Results and their recording, as a run would leave them. */
export interface SampleRun {
  readonly results: Results;
  readonly recorded: readonly RecordedExchange[];
}

/** What a sample consists of; everything not given is that of a small conformant run. */
export interface SampleOptions {
  readonly claimed?: readonly Profile[];
  /** Verdict of each requirement; `pass` unless it says otherwise. */
  readonly verdict?: (id: string, index: number) => RequirementVerdict;
  readonly checksEach?: number;
  readonly exchangesEach?: number;
  readonly identity?: Results['target']['identity'];
  /** Text put after every free text of the target and of a requirement: titles, reasons, answers, headers, bodies. */
  readonly taint?: string;
  readonly run?: Partial<Results['run']>;
  readonly waiverErrors?: readonly string[];
}

const asset = Buffer.from('conformance asset\n'.repeat(20));
const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A body as a run records it. */
export function recordBody(bytes: Buffer, limit = 4096): RecordedBody {
  return {
    size: bytes.length,
    sha256: hash(bytes),
    head: bytes.subarray(0, limit).toString('base64'),
    complete: bytes.length <= limit,
  };
}

const served: Expectation = {
  kind: 'served',
  asset: {
    size: asset.length,
    sha256: hash(asset),
    assetName: 'widget-1.0.0.tgz',
    packageVersion: '1.0.0',
    revision: 'Ciqe5/9yicvkJT13b5/LdLpCyE6fqA7poa9qp+FilPs=',
  },
};
const refused: Expectation = { kind: 'refused', allowed: [{ status: 400, type: 'ValidationException' }] };

const query =
  'domain=conformance&domain-owner=111122223333&repository=main&format=npm&package=widget&version=1.0.0&asset=widget-1.0.0.tgz';

function requestHeaders(taint: string): HeaderField[] {
  return [
    ['Host', '127.0.0.1:4566'],
    ['X-Amz-Date', '20260504T093000Z'],
    [
      'Authorization',
      'AWS4-HMAC-SHA256 Credential=REDACTED, SignedHeaders=host;x-amz-date, Signature=REDACTED',
    ],
    ['User-Agent', `codeartifact-conformance/1.0.0${taint}`],
  ];
}

function answer(good: boolean, role: 'control' | 'subject', taint: string): RecordedExchange['response'] {
  const isServed = role === 'control' || !good;
  const body = isServed
    ? asset
    : Buffer.from(`{"message":"1 validation error detected${taint}","reason":"FIELD_VALIDATION_FAILED"}`);
  const own: HeaderField[] = isServed
    ? [
        ['Content-Type', 'application/octet-stream'],
        ['X-AssetName', `widget-1.0.0.tgz${taint}`],
        ['X-PackageVersion', '1.0.0'],
        ['X-PackageVersionRevision', 'Ciqe5/9yicvkJT13b5/LdLpCyE6fqA7poa9qp+FilPs='],
      ]
    : [
        ['Content-Type', 'application/json'],
        ['x-amzn-ErrorType', 'ValidationException'],
      ];
  return {
    status: isServed ? 200 : 400,
    headers: [
      ['Date', 'Mon, 04 May 2026 09:30:00 GMT'],
      ...own,
      ['x-amzn-RequestId', `7d3f0a52-0000-4000-8000-000000000000${taint}`],
      ['Content-Length', `${body.length}`],
    ],
    body: recordBody(body),
  };
}

/** Builds results over the whole catalogue and the exchanges that they rest on. */
export function sample(options: SampleOptions = {}): SampleRun {
  const { claimed = profiles, checksEach = 2, exchangesEach = 2 } = options;
  const recorded: RecordedExchange[] = [];
  const requirements = catalogue
    .filter((entry) => entry.excluded === undefined)
    .map((entry, index): RequirementResult => {
      const { id, level, profile } = entry;
      const taint = options.taint ?? '';
      const verdict = !claimed.includes(profile)
        ? 'not-applicable'
        : (options.verdict?.(id, index) ?? 'pass');
      const ran = verdict !== 'not-applicable';
      const checks = Array.from({ length: ran ? checksEach : 0 }, (_, number): CheckResult => {
        const own = number === 0 || verdict === 'not-testable' ? verdict : 'pass';
        const check = `${id}/case ${number + 1}`;
        const bad = own === 'fail' || own === 'warn' || own === 'waived';
        const exchanges = Array.from({ length: exchangesEach }, (_, at) => {
          const line = record({ check, id, good: !bad, role: 'subject', at, taint });
          recorded.push(line);
          return line.id;
        });
        recorded.push(record({ check, id, good: true, role: 'control', at: 0, taint }));
        return {
          id: check,
          title: `${number === 0 ? 'one character too many' : `a case of its own, number ${number}`}${taint}`,
          verdict: own,
          exchanges,
          judged: own === 'not-testable' ? 0 : exchangesEach,
          expected: `400 ValidationException${taint}`,
          ...(own === 'not-testable'
            ? { reason: `The control request was answered 500 InternalServerException${taint}` }
            : {
                actual: bad
                  ? `200, ${asset.length} bytes “conformance asset”${taint}`
                  : `400 ValidationException${taint}`,
              }),
          ...(bad
            ? {
                stability: 'deterministic',
                counterexample: { seed: 42, path: '17:0:3', value: `{"asset":"${'a'.repeat(256)}"}${taint}` },
              }
            : {}),
          curl: `curl -i 'http://127.0.0.1:4566/v1/package/version/asset?${query}&case=${number}'${taint}`,
          replay: `codeartifact-conformance run --endpoint http://127.0.0.1:4566 --requirement ${id} --seed 42${taint}`,
        };
      });
      return {
        id,
        level,
        profile,
        verdict,
        checks,
        ...(verdict === 'waived'
          ? {
              waiver: {
                reason: `The next release fixes it${taint}`,
                owner: `registry team${taint}`,
                issue: `https://issues.example/1${taint}`,
                expires: '2027-03-31',
              },
            }
          : {}),
      };
    });
  return { results: assemble(options, requirements, recorded.length), recorded };
}

interface Line {
  check: string;
  id: RequirementResult['id'];
  good: boolean;
  role: 'control' | 'subject';
  at: number;
  taint: string;
}

function record({ check, id, good, role, at, taint }: Line): RecordedExchange {
  const response = answer(good, role, taint);
  return {
    id: hash(`${check} ${role} ${at}`).slice(0, 12),
    check,
    requirement: id,
    role,
    attempt: at + 1,
    expects: role === 'control' ? served : refused,
    request: {
      method: 'GET',
      origin: 'http://127.0.0.1:4566',
      target: `/v1/package/version/asset?${query}&case=${at}${taint}`,
      headers: requestHeaders(taint),
    },
    ...(response ? { response } : {}),
    timing: { startedAt: at, headersAfter: 1.2, endedAfter: 2.4 },
  };
}

function assemble(
  options: SampleOptions,
  requirements: readonly RequirementResult[],
  exchanges: number,
): Results {
  const { claimed = profiles, identity, waiverErrors } = options;
  const taint = options.taint ?? '';
  const byProfile = Object.fromEntries(
    claimed.map((profile) => [profile, profileResult(requirements.filter((one) => one.profile === profile))]),
  );
  const all = Object.values(byProfile).map(({ verdict }) => verdict);
  const order: readonly RunVerdict[] = [
    'not-conformant',
    'incomplete',
    'conformant-with-waivers',
    'conformant',
  ];
  const verdict = waiverErrors?.length ? 'not-conformant' : order.find((one) => all.includes(one));
  return {
    suite: {
      name: `codeartifact-conformance${taint}`,
      version: `1.0.0${taint}`,
      catalogueDigest: `sha256:${hash('catalogue')}`,
    },
    target: {
      endpoint: `http://127.0.0.1:4566${taint}`,
      identity: identity ?? {
        vendor: `Example${taint}`,
        product: `Example Registry${taint}`,
        version: `2.1.0${taint}`,
      },
      fixtures: { packageVersions: 61, assets: 94 },
    },
    run: {
      startedAt: '2026-05-04T09:30:00.000Z',
      durationMs: 4120,
      seed: 42,
      cases: 100,
      exchanges,
      recordingDigest: `sha256:${hash('recording')}`,
      claimed,
      latency: {
        p50: 2.1,
        p90: 6.4,
        p99: 18,
        max: 212,
        histogram: [40, 310, 820, 610, 240, 90, 31, 9, 3, 0, 1].map((count, index) => ({
          fromMs: index === 0 ? 0 : 0.25 * 2 ** index,
          toMs: 0.25 * 2 ** (index + 1),
          count,
        })),
      },
      generated: Object.fromEntries(
        requirements
          .filter((_, index) => index % 3 !== 0)
          .map(({ id }, index) => [id, 60 + ((index * 37) % 90)]),
      ),
      ...options.run,
    },
    verdict: verdict ?? 'incomplete',
    profiles: byProfile,
    requirements,
    ...(waiverErrors ? { waiverErrors } : {}),
  };
}

function profileResult(own: readonly RequirementResult[]): ProfileResult {
  const having = (level: string, ...verdicts: RequirementVerdict[]) =>
    own.filter((one) => one.level === level && verdicts.includes(one.verdict)).length;
  const must = {
    pass: having('MUST', 'pass'),
    fail: having('MUST', 'fail'),
    notTestable: having('MUST', 'not-testable', 'indeterminate', 'error'),
    waived: having('MUST', 'waived'),
  };
  const verdict: RunVerdict =
    must.fail > 0
      ? 'not-conformant'
      : must.notTestable > 0
        ? 'incomplete'
        : must.waived > 0
          ? 'conformant-with-waivers'
          : 'conformant';
  return {
    verdict,
    must,
    should: {
      pass: having('SHOULD', 'pass'),
      warn: having('SHOULD', 'warn'),
      notTestable: having('SHOULD', 'not-testable', 'indeterminate', 'error'),
    },
  };
}

/** A conformant run that claims every profile; recommendations and observations among its verdicts. */
export const conformant = (): SampleRun => sample({ verdict: (id) => levelVerdict(id) });

const levelVerdict = (id: string): RequirementVerdict =>
  catalogue.find((entry) => entry.id === id)?.level === 'MAY' ? 'info' : 'pass';

/** A faulty target that claims two profiles: each kind of verdict occurs. */
export const faulty = (): SampleRun =>
  sample({
    claimed: ['core', 'npm', 'auth'],
    verdict: (id, index) => {
      const level = catalogue.find((entry) => entry.id === id)?.level;
      if (level === 'MAY') return 'info';
      if (level === 'SHOULD') return index % 2 === 0 ? 'warn' : 'pass';
      if (index % 17 === 4) return 'fail';
      if (index % 41 === 7) return 'waived';
      if (index % 43 === 8) return 'not-testable';
      if (index % 97 === 11) return 'indeterminate';
      return index === 31 ? 'error' : 'pass';
    },
  });
