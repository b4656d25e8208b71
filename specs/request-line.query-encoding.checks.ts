import {
  accepted,
  type Check,
  check,
  clientError,
  get,
  getRaw,
  type HeldAsset,
  notFound,
  notTheAsset,
  observed,
  served,
  without,
} from '../engine/index.js';
import { encodeQuery } from '../generators/index.js';
import { type ParameterValues, parameters } from '../schemas/index.js';
import { entries, sameAs } from './request-line.encodings.js';

const everyByteEscaped = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const rawQuery = (values: ParameterValues, encode: (text: string) => string): string =>
  entries(values)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

const hasEscapes = (each: HeldAsset): boolean =>
  each.version.format === 'generic' && /%[A-F0-9]*[A-F]/.test(encodeQuery(entries(each.values)));

const malformed = ['%ZZ', '%', '%4', '%FF', '%C3%28', '%C0%AF', '%ED%A0%80'];

/** How names and values are encoded in the query. */
export const queryEncoding: readonly Check[] = [
  sameAs('RL-16', 'every character escaped', (values) => getRaw(rawQuery(values, everyByteEscaped))),
  sameAs('RL-16', 'unreserved characters escaped', (values) =>
    getRaw(
      rawQuery(values, (text) =>
        encodeURIComponent(text).replaceAll(
          /[a-e]/g,
          (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
      ),
    ),
  ),
  check('RL-16', 'names that need escapes', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where(
      'generic asset whose name needs escapes',
      (each) =>
        each.version.format === 'generic' &&
        /[^A-Za-z0-9._~-]/.test(each.asset.name) &&
        !/%/.test(each.asset.name),
    );
    await downloadAll(assets);
  }),
  check(
    'RL-16',
    'versions and revisions that need escapes',
    async ({ fixtures, control, revision, send }) => {
      const asset = fixtures.find(
        'generic version with a plus sign',
        (each) =>
          each.version.format === 'generic' && each.version.version.includes('+') && each.asset.size > 0,
      );
      await control(asset);
      await send(get({ ...asset.values, revision: await revision(asset) }), served(asset));
    },
  ),
  sameAs(
    'RL-17',
    'lower-case hexadecimal digits',
    (values) =>
      getRaw(encodeQuery(entries(values)).replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())),
    hasEscapes,
  ),
  check('RL-18', 'a bare plus sign', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset with a plus sign in its name', (each) =>
      each.asset.name.includes('+'),
    );
    await send(getRaw(encodeQuery(entries(asset.values)).replaceAll('%2B', '+')), observed('plus or space'), {
      beyond: true,
      size: asset.asset.size,
    });
  }),
  ...malformed.map((sequence) =>
    check('RL-19', `${sequence} in the name of the asset`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const query = `${encodeQuery(entries(without(asset.values, 'asset')))}&asset=a${sequence}`;
      await send(getRaw(query), notTheAsset(asset, clientError), { beyond: true });
    }),
  ),
  sameAs('RL-21', 'domain-owner as domain%2Downer', (values) =>
    getRaw(encodeQuery(entries(values)).replace('domain-owner=', 'domain%2Downer=')),
  ),
  sameAs('RL-21', 'a letter of each name escaped', (values) =>
    getRaw(
      entries(values)
        .map(
          ([name, value]) =>
            `%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${encodeURIComponent(value)}`,
        )
        .join('&'),
    ),
  ),
  check('RL-22', 'nine parameters at their maximum length', async ({ fixtures, control, send }) => {
    await control(fixtures.usual());
    await send(get(longestValues()), accepted);
  }),
  check(
    'RL-22',
    'nine parameters at their maximum length, every byte escaped',
    async ({ fixtures, control, send }) => {
      await control(fixtures.usual());
      await send(getRaw(rawQuery(longestValues(), everyByteEscaped)), accepted);
    },
  ),
  ...[
    { title: 'an unescaped semicolon', held: ';', spelt: '%3B' },
    { title: 'an unescaped equals sign', held: '=', spelt: '%3D' },
    { title: 'an unescaped comma', held: ',', spelt: '%2C' },
  ].map(({ title, held, spelt }) =>
    check('RL-24', title, async ({ fixtures, control, send }) => {
      const asset = fixtures.find(
        `generic asset with “${held}” in its name`,
        (each) => each.version.format === 'generic' && each.asset.name.includes(held),
      );
      await control(asset);
      await send(getRaw(encodeQuery(entries(asset.values)).replaceAll(spelt, held)), served(asset), {
        beyond: true,
      });
    }),
  ),
  check(
    'RL-22',
    'names of 255 characters that take three octets each',
    async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const long = '\u4e00'.repeat(255);
      const values = { ...asset.values, namespace: long, package: long, version: long, asset: long };
      await send(get(values), accepted);
    },
  ),
  check('RL-23', 'a name that would decode twice', async ({ fixtures, downloadAll }) => {
    const assets = fixtures.where('asset with an escape in its name', (each) =>
      /%[0-9A-Fa-f]{2}/.test(each.asset.name),
    );
    await downloadAll(assets);
  }),
  check('RL-23', 'the name of an asset, encoded twice', async ({ fixtures, control, send }) => {
    const asset = fixtures.find(
      'generic asset whose name needs escapes',
      (each) =>
        each.version.format === 'generic' &&
        encodeURIComponent(each.asset.name) !== each.asset.name &&
        !fixtures.holds({ ...each.values, asset: encodeURIComponent(each.asset.name) }),
    );
    await control(asset);
    await send(get({ ...asset.values, asset: encodeURIComponent(asset.asset.name) }), notFound('asset'));
  }),
];

/** A valid value of the greatest length for each of the nine parameters; nothing of that name is there. */
function longestValues(): ParameterValues {
  const values: Record<string, string> = {};
  for (const { name, maxLength, values: allowed } of parameters)
    values[name] = allowed ? 'generic' : (name === 'domain-owner' ? '1' : 'z').repeat(maxLength ?? 1);
  return values;
}
