import { InvalidArgumentError, Option } from 'commander';

const whole =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least)
      throw new InvalidArgumentError(`It must be an integer of at least ${least}.`);
    return value;
  };

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Options of every command that talks to a target. */
export const targetOptions: readonly Option[] = [
  new Option('--endpoint <url>', 'the target, http or https, a base path allowed'),
  new Option('--config <file>', 'a target file (default: conformance.config.json if present)'),
  new Option('--auth <method>', 'whether to sign requests').choices(['sigv4', 'none']),
  new Option('--region <name>', 'signing region (default: AWS_REGION, or us-east-1)'),
];

export interface TargetFlags {
  readonly endpoint?: string;
  readonly config?: string;
  readonly auth?: 'sigv4' | 'none';
  readonly region?: string;
}

/** Further options of `fixtures discover`. */
export const discoverOptions: readonly Option[] = [
  new Option('--domain <name>', 'only this domain (default: every domain of the account)'),
  new Option('--domain-owner <account>', 'the account that owns the domain (default: as the target says)'),
  new Option('--repository <name>', 'only this repository (default: every repository of the domain)'),
  new Option('--format <name>', 'only this package format, may be repeated').argParser(collect),
  new Option('--limit <n>', 'maximum number of package versions').argParser(whole(1)).default(200),
];

/** Further options of `run`. */
export const runOptions: readonly Option[] = [
  new Option('--fixtures <dir>', 'the package versions that the target holds (default: the default set)'),
  new Option('--profile <name>', 'a profile to claim, may be repeated; all claims every one').argParser(
    collect,
  ),
  new Option(
    '--requirement <id>',
    'only this requirement, may be repeated; the verdict is then incomplete',
  ).argParser(collect),
  new Option(
    '--client <name>',
    'an official client that must be ready, may be repeated (default: those that are)',
  ).argParser(collect),
  new Option('--seed <n>', 'seed of the generators').argParser(whole(0)),
  new Option('--cases <n>', 'generated cases for each property').argParser(whole(1)),
  new Option('--path <path>', 'only this generated case, as named by a failure').argParser((text: string) => {
    if (!/^\d+(:\d+)*$/.test(text))
      throw new InvalidArgumentError('It must be a case path such as 17 or 17:0:3.');
    return text;
  }),
  new Option('--waivers <file>', 'a file of known deviations'),
  new Option('--out <dir>', 'the results folder').default('conformance-results'),
  new Option('--shard <i/n>', 'run only this part; report DIR... merges the parts').argParser(
    (text: string) => {
      const [, index, of] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
      if (index === undefined || of === undefined || index < 1 || index > of)
        throw new InvalidArgumentError('It must be a shard such as 1/4.');
      return { index, of };
    },
  ),
  new Option('--concurrency <n>', 'maximum requests in flight (default: 16)').argParser(whole(1)),
  new Option('--rate <n>', 'maximum requests per second (default: unlimited)').argParser(whole(1)),
  new Option('--budget <n>', 'maximum requests in total (default: unlimited)').argParser(whole(1)),
  new Option('--timeout <ms>', 'time limit for one exchange (default: 10000)').argParser(whole(1)),
  new Option('--certify', 'run for a certificate: nothing may be filtered or waived'),
];

/** Further options of `doctor`: those of `run` that decide what it looks at. */
export const doctorOptions: readonly Option[] = runOptions.filter((option) =>
  ['fixtures', 'profile', 'rate', 'timeout'].includes(option.attributeName()),
);

export type DoctorFlags = TargetFlags & Pick<RunFlags, 'fixtures' | 'profile' | 'rate' | 'timeout'>;

export interface RunFlags extends TargetFlags {
  readonly fixtures?: string;
  readonly profile?: readonly string[];
  readonly client?: readonly string[];
  readonly requirement?: readonly string[];
  readonly seed?: number;
  readonly cases?: number;
  readonly path?: string;
  readonly waivers?: string;
  readonly out: string;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly concurrency?: number;
  readonly rate?: number;
  readonly budget?: number;
  readonly timeout?: number;
  readonly certify?: boolean;
}

/** Further options of `proxy`. Nothing is signed by it: the credentials are the client's. */
export const proxyOptions: readonly Option[] = [
  new Option('--port <n>', 'port to listen on; 0 for any free one').default(0, '0').argParser(whole(0)),
  new Option('--host <name>', 'address to listen on').default('127.0.0.1'),
  new Option('--profile <name>', 'a profile to claim, may be repeated; all claims every one').argParser(
    collect,
  ),
  new Option('--out <dir>', 'the results folder').default('conformance-results'),
];

export interface ProxyFlags extends TargetFlags {
  readonly port: number;
  readonly host: string;
  readonly profile?: readonly string[];
  readonly out: string;
}
