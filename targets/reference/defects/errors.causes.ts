import type { ResourceType } from '../../../schemas/index.js';
import type { RequestedAsset } from '../find.js';
import type { QueryPair } from '../query.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { refuse } from '../refuse.js';
import type { ReferenceRequest } from '../request.js';
import { bodyLength } from '../response.js';
import type { Defect } from './defect.js';
import { intercepting, matching, refusal, refusing, wrap } from './wrap.js';

/** Requests that get an error for the wrong reason: servers that fail on them, or look before they validate. */
export const errorCauseDefects: readonly Defect[] = [
  {
    id: 'validation-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on an invalid parameter',
    change: refusal((error) =>
      error.reason === 'FIELD_VALIDATION_FAILED'
        ? { ...error, type: 'InternalServerException', status: 500 }
        : error,
    ),
  },
  {
    id: 'not-found-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 503 if something is not found',
    change: refusal((error) =>
      error.type === 'ResourceNotFoundException'
        ? { kind: 'refusal', type: 'InternalServerException', status: 503, message: 'Try again.' }
        : error,
    ),
  },
  {
    id: 'stray-namespace-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a namespace that the format has none of',
    change: wrap(
      'validate',
      (validate) => (input) =>
        ['pypi', 'nuget', 'ruby', 'cargo'].includes(input.format ?? '') && input.namespace !== undefined
          ? {
              kind: 'refusal',
              type: 'InternalServerException',
              status: 500,
              message: 'Unexpected namespace.',
            }
          : validate(input),
    ),
  },
  {
    id: 'repeated-parameter-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a parameter is given twice, which makes it a list',
    change: parsed((pairs) =>
      new Set(pairs.map(([name]) => name)).size === pairs.length ? undefined : failed,
    ),
  },
  {
    id: 'brackets-in-names-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a key makes a parameter an object',
    change: parsed((pairs) => (pairs.some(([name]) => /^asset\[\D/.test(name)) ? failed : undefined)),
  },
  {
    id: 'head-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on HEAD, which it did not expect',
    change: beforeRouting(({ method }) => method === 'HEAD'),
  },
  {
    id: 'unknown-method-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a method that it does not know',
    change: beforeRouting(
      ({ method }) => !/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|PROPFIND)$/.test(method),
    ),
  },
  {
    id: 'root-path-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a path of too few segments, of which it reads the third',
    change: beforeRouting(({ operationPath }) => operationPath.split('/').length < 4),
  },
  {
    id: 'dot-segments-fail',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a path that leaves its root',
    change: beforeRouting(({ operationPath }) => operationPath.startsWith('/..')),
  },
  {
    id: 'empty-segment-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on an empty segment of the path',
    change: beforeRouting(({ operationPath }) => operationPath.includes('//')),
  },
  {
    id: 'broken-path-escape-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a path that it cannot decode',
    change: beforeRouting(({ operationPath }) => /%(?![0-9A-Fa-f]{2})/.test(operationPath)),
  },
  {
    id: 'empty-namespace-5xx',
    breaks: 'ER-NO5XX',
    needs: 'cargo',
    summary: 'fails with 500 on an empty namespace of a format that has none',
    change: wrap(
      'validate',
      (validate) => (input) =>
        input.format === 'cargo' && input.namespace === '' ? failed : validate(input),
    ),
  },
  {
    id: 'broken-escape-fails',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a query that it cannot decode',
    change: refusal((error) => (error.reason === 'CANNOT_PARSE' ? failed : error)),
  },
  {
    id: 'nul-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a NUL, which its database cannot hold',
    change: looking((wanted) =>
      [wanted.namespace, wanted.package, wanted.version].some((name) => name?.includes('\0')),
    ),
  },
  {
    id: 'astral-5xx',
    breaks: 'ER-NO5XX',
    summary:
      'fails with 500 on a package name that takes four bytes for a character, which its database cannot hold',
    change: looking((wanted) => /[\u{10000}-\u{10ffff}]/u.test(wanted.package)),
  },
  {
    id: 'words-for-nothing',
    breaks: 'ER-NF-PKG',
    summary: 'takes a package that is called null or undefined for none',
    change: refusing(
      ({ package: name = '' }) => /^(null|undefined|None|nil)$/.test(name),
      'package is required',
    ),
  },
  {
    id: 'false-version-for-none',
    breaks: 'ER-NF-VER',
    summary: 'takes a version that is called false or NaN for none',
    change: refusing(({ version = '' }) => /^(false|NaN)$/.test(version), 'version is required'),
  },
  {
    id: 'own-properties-found',
    breaks: 'ER-NF-ASSET',
    summary: 'finds what each object has by its name, and fails on it',
    change: looking(({ asset }) => asset in {}),
  },
  {
    id: 'dots-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 if a name is that of a folder',
    change: looking(({ package: name, version, asset }) =>
      [name, version, asset].some((part) => /^\.\.?$/.test(part)),
    ),
  },
  {
    id: 'range-beyond-the-end-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a range that begins beyond the asset',
    change: wrap('complete', (complete) => async (response, request) => {
      const first = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
      const beyond =
        first !== undefined && response.status === 200 && Number(first) >= bodyLength(response.body);
      return complete(beyond ? refuse(failed) : response, request);
    }),
  },
  lateValidation('version', ['domain', 'repository', 'package']),
  lateValidation('revision', ['domain', 'repository', 'package', 'package-version', 'asset']),
  {
    id: 'look-up-before-validation',
    breaks: 'ER-PREC-VAL',
    summary: 'looks assets up before it validates the parameters',
    change: (stages) => {
      let refusedAsInvalid: Refusal | undefined;
      return {
        ...stages,
        validate(input) {
          // The format decides how names are read, so it cannot wait.
          const without = { ...input, asset: 'a' };
          refusedAsInvalid = stages.validate(input);
          return refusedAsInvalid === undefined ? undefined : stages.validate(without);
        },
        find(wanted, store, match, admit) {
          const invalidAsset = refusedAsInvalid;
          refusedAsInvalid = undefined;
          if (invalidAsset === undefined) return stages.find(wanted, store, match, admit);
          const outcome = stages.find(wanted, store, match, admit);
          return isRefusal(outcome) && outcome.resourceType !== 'asset' ? outcome : invalidAsset;
        },
      };
    },
  },
  {
    id: 'two-violations-5xx',
    breaks: 'ER-PREC-MULTI',
    summary: 'fails with 500 if two parameters are invalid',
    change: severalInvalid({ type: 'InternalServerException', status: 500 }),
  },
  {
    id: 'two-violations-not-found',
    breaks: 'ER-PREC-MULTI',
    summary: 'responds to two invalid parameters with 404',
    change: severalInvalid({ type: 'ResourceNotFoundException', status: 404 }),
  },
  {
    id: 'body-5xx',
    breaks: 'ER-NO5XX',
    summary: 'fails with 500 on a request with a body',
    change: intercepting(({ body }) =>
      body.length === 0
        ? undefined
        : { kind: 'refusal', type: 'InternalServerException', status: 500, message: 'Unexpected body.' },
    ),
  },
  {
    id: 'checksum-files-served',
    breaks: 'ER-NF-ASSET',
    summary: 'serves the asset when a checksum file of it is requested',
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(
          { ...wanted, asset: wanted.asset.replace(/\.(?:md5|sha1|sha256|sha512)$/, '') },
          held,
          version,
        ) || match(wanted, held, version),
    ),
  },
  ...(['maven', 'pypi'] as const).map((format) => ({
    id: `checksum-files-of-${format}-served`,
    breaks: 'ER-NF-ASSET' as const,
    needs: format,
    summary: `responds to the SHA-1 checksum file of a ${format} asset, as native clients ask for it`,
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) || (version.format === format && wanted.asset === `${held.name}.sha1`),
    ),
  })),
  {
    id: 'asset-name-of-npm-ignored',
    breaks: 'ER-NF-ASSET',
    needs: 'npm',
    summary: 'serves the tarball of an npm package whatever asset is requested',
    change: matching(
      'asset',
      (match) => (wanted, held, version) => version.format === 'npm' || match(wanted, held, version),
    ),
  },
];

const failed: Refusal = {
  kind: 'refusal',
  type: 'InternalServerException',
  status: 500,
  message: 'Internal failure.',
};

function parsed(stumble: (pairs: readonly QueryPair[]) => Refusal | undefined) {
  return wrap('parse', (parse) => (rawQuery, request) => {
    const query = parse(rawQuery, request);
    return isRefusal(query) ? query : (stumble(query.pairs) ?? query);
  });
}

/** Fails on some requests, whether they are the operation's or not. */
function beforeRouting(stumbles: (request: ReferenceRequest) => boolean) {
  return wrap(
    'complete',
    (complete) => async (response, request) =>
      complete(stumbles(request) ? refuse(failed) : response, request),
  );
}

function looking(stumbles: (wanted: RequestedAsset) => boolean) {
  return wrap(
    'find',
    (find) => (wanted, store, match, admit) =>
      stumbles(wanted) ? failed : find(wanted, store, match, admit),
  );
}

/** Validates one parameter only if it is needed: after the lookup of what stands above it. */
function lateValidation(name: 'version' | 'revision', above: readonly ResourceType[]): Defect {
  return {
    id: `${name}-validated-after-look-up`,
    breaks: 'ER-PREC-VAL',
    summary: `validates ${name} only once what stands above it was found`,
    change: (stages) => {
      let late: Refusal | undefined;
      return {
        ...stages,
        validate(input) {
          const error = stages.validate(input);
          const early = stages.validate({ ...input, [name]: '1' });
          late = early === undefined ? error : undefined;
          return early;
        },
        find(wanted, store, match, admit) {
          if (late === undefined) return stages.find(wanted, store, match, admit);
          const outcome = stages.find(wanted, store, { ...match, revision: () => true }, admit);
          const { resourceType = 'asset' } = isRefusal(outcome) ? outcome : {};
          return isRefusal(outcome) && above.includes(resourceType) ? outcome : late;
        },
      };
    },
  };
}

/** Two parameters are invalid if fixing one of them is not enough. */
function severalInvalid(change: Partial<Refusal>) {
  return wrap('validate', (validate) => (input) => {
    const error = validate(input);
    return error?.message.includes(';') ? { ...error, ...change } : error;
  });
}
