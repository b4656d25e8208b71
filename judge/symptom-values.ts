import { errorTypes } from '../schemas/index.js';

/** Words for what was wrong about a value, the same for any fixtures and wording of messages. */

const documented: ReadonlySet<string> = new Set<string>(errorTypes);

/** What a type of an error is to those that are documented. */
export function errorTypeWords(type: string): string {
  if (documented.has(type)) return type;
  return wrongTypes.find(([, isOne]) => isOne(type))?.[0] ?? 'another type';
}

/** How a type can miss a documented one. */
const wrongTypes: readonly (readonly [words: string, isOne: (type: string) => boolean])[] = [
  ['a type in another case', (type) => errorTypes.some((each) => each.toLowerCase() === type.toLowerCase())],
  ['a type without Exception', (type) => errorTypes.some((each) => each === `${type}Exception`)],
  ['a type in quotes', (type) => errorTypes.some((each) => type === `"${each}"` || type === `'${each}'`)],
  ['several types', (type) => type.includes(',')],
  [
    'a type after a namespace',
    (type) => errorTypes.some((each) => type.endsWith(`.${each}`) || type.endsWith(`/${each}`)),
  ],
  ['the name of a class', (type) => /^[a-z]+(\.\w+)+$/.test(type)],
  ['a phrase as the type', (type) => /\s/.test(type)],
];

/** Sizes of buffers and limits, in KiB: a body that ends there was cut. */
const roundSizes: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]);

/**
 * How many bytes came in place of those that were wanted. Some numbers say which encoding made them.
 *
 * @param isOther whether they are the bytes of another asset, whose size says nothing
 */
export function sizeWords(size: number, wanted: number, isOther: boolean): string {
  if (size === 0) return 'empty';
  if (size === wanted) return 'as many other bytes';
  if (size === wanted - 1) return 'one byte fewer';
  if (size > wanted && isOther) return 'more bytes';
  if (size === wanted + 1) return 'one byte more';
  if (size === wanted * 2) return 'twice as many bytes';
  if (size === Math.ceil(wanted / 3) * 4) return 'a third more bytes';
  if (size > wanted) return 'more bytes';
  return roundSizes.has(size / 1024) ? `the first ${size / 1024} KiB` : 'fewer bytes';
}

/**
 * What a value is to the one that was expected, in words that hold for any names.
 *
 * @param wanted undefined if no certain value was expected: what comes back is what kind of value it is
 */
export function comparison(wanted: string | undefined, value: string | undefined): string {
  if (value === undefined) return 'absent';
  if (wanted === undefined || value === '') return kindOf(value);
  if (value === wanted) return 'the same';
  const decoded = percentDecoded(value);
  if (value.toLowerCase() === wanted.toLowerCase()) return 'in another case';
  if (decoded === wanted) return 'percent-encoded';
  if (collapsed(value) === collapsed(wanted)) return 'with other white space';
  if (Buffer.from(value, 'latin1').toString() === wanted) return 'in another charset';
  if (wanted.startsWith(value)) return 'its beginning';
  if (wanted.endsWith(value)) return 'its end';
  if (value.startsWith(wanted)) return 'with something after it';
  if (value.endsWith(wanted)) return 'with something before it';
  if (value.includes(wanted)) return 'with something around it';
  if (unescapedHtml(value) === wanted) return 'escaped for HTML';
  return replacedCharacters(value, wanted) ?? 'another';
}

const collapsed = (value: string): string => value.trim().replace(/\s+/g, ' ');

const unescapedHtml = (value: string): string =>
  value
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&amp;/g, '&');

/** Which character replaced which, if a value is as long as the expected one. */
function replacedCharacters(value: string, wanted: string): string | undefined {
  if (value.length !== wanted.length) return undefined;
  const pairs = new Set(
    [...wanted].flatMap((each, at) =>
      value[at] === each ? [] : [`${characterWords(value[at])} for ${characterWords(each)}`],
    ),
  );
  const [pair = ''] = pairs;
  return pairs.size === 1 && !pair.includes('alphanumeric') ? `with ${pair}` : 'another of the same length';
}

function characterWords(character = ''): string {
  if (/^\s$/.test(character)) return 'white space';
  if (/^[A-Za-z\d]$/.test(character)) return 'alphanumeric';
  return /^[!-~]$/.test(character) ? character : 'a character beyond ASCII';
}

function percentDecoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

export function kindOf(value: string): string {
  if (value === '') return 'empty';
  const first = value.trimStart()[0];
  if (first === '{' || first === '[') return 'JSON';
  if (first === '<') return /^<(!doctype )?html/i.test(value.trimStart()) ? 'HTML' : 'markup';
  return kinds.find(([, pattern]) => pattern.test(value.trim()))?.[0] ?? 'text';
}

/** Values of header fields, by their form. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a list', /^[^\s,;]+, *[^\s,;]+(, *[^\s,;]+)*$/],
  ['a date', /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}|^\d{4}-\d{2}-\d{2}/],
  ['a negative number', /^-\d+$/],
  ['a decimal number', /^\d+[.,]\d+$/],
  ['an integer', /^\d+$/],
  ['a number and a unit', /^\d+ ?[a-z]+$/i],
  ['JSON as its type', /^application\/json\b/i],
  ['text as its type', /^text\/plain\b/i],
  ['HTML as its type', /^text\/html\b/i],
  ['bytes as its type', /^application\/octet-stream\b/i],
  ['another media type', /^[\w.+-]+\/[\w.+-]+(;.*)?$/],
];
