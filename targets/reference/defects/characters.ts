import { type ParameterName, parameter, type RequirementId } from '../../../schemas/index.js';
import type { Defect } from './defect.js';
import { refusing, seenAs } from './wrap.js';

/**
 * A class of characters, as what a value of it looks like. It breaks the pattern of its parameter, unless only names that
 * are held show it.
 */
type CharacterSet = readonly [slug: string, pattern: RegExp, words: string, breaks?: RequirementId];

/** Characters that no one may use, and that a careless pattern lets through. */
const forbidden: { readonly [name in ParameterName]?: readonly CharacterSet[] } = {
  asset: [
    ['c0-control', /(?=\p{ASCII})(?![\r\n\0\x7f])\p{Cc}/gu, 'control characters of ASCII'],
    ['nul', /\0/g, 'NUL'],
    ['line-break', /[\r\n]/g, 'line breaks'],
    ['delete', /\x7f/g, 'U+007F'],
    ['c1-control', /[\u0080-\u009f]/g, 'control characters of Latin-1'],
    ['format-character', /\p{Cf}/gu, 'invisible format characters'],
    ['private-use', /\p{Co}/gu, 'private use characters'],
    ['unassigned', /\p{Cn}/gu, 'code points that are no characters'],
  ],
  domain: [
    ['upper-case', /[A-Z]/g, 'capitals'],
    ['leading-digit', /^[0-9]/, 'a digit at the start'],
    ['leading-hyphen', /^-/, 'a hyphen at the start'],
    ['trailing-hyphen', /-$/, 'a hyphen at the end'],
    ['underscore', /_/g, 'underscores'],
    ['dot', /\./g, 'dots'],
    ['white-space', /\s/g, 'white space'],
    ['non-ascii', /\P{ASCII}/gu, 'letters outside ASCII'],
    ['punctuation', /[!-,/:-@[-^`{-~]/g, 'punctuation'],
  ],
  'domain-owner': [
    ['letter', /[A-Za-z]/g, 'letters'],
    ['hyphen', /-/g, 'hyphens'],
    ['white-space', /\s/g, 'white space'],
    ['other-digit', /\P{ASCII}/gu, 'digits of other scripts'],
    ['punctuation', /[!-,./:-@[-`{-~]/g, 'punctuation'],
  ],
  namespace: [
    ['number-sign', /#/g, 'number signs'],
    ['slash', /\//g, 'slashes'],
    ['space', / /g, 'spaces'],
    ['other-white-space', /[\t\n\v\f\r]/g, 'tabs and line breaks'],
  ],
  package: [
    ['number-sign', /#/g, 'number signs'],
    ['slash', /\//g, 'slashes'],
    ['space', / /g, 'spaces'],
    ['other-white-space', /[\t\n\v\f\r]/g, 'tabs and line breaks'],
  ],
  version: [
    ['number-sign', /#/g, 'number signs'],
    ['slash', /\//g, 'slashes'],
    ['space', / /g, 'spaces'],
    ['other-white-space', /[\t\n\v\f\r]/g, 'tabs and line breaks'],
  ],
  revision: [
    ['space', / /g, 'spaces'],
    ['other-white-space', /[\t\n\v\f\r]/g, 'tabs and line breaks'],
  ],
  repository: [
    ['leading-hyphen', /^-/, 'a hyphen at the start'],
    ['leading-dot', /^\./, 'a dot at the start'],
    ['leading-underscore', /^_/, 'an underscore at the start'],
    ['slash', /\//g, 'slashes'],
    ['white-space', /\s/g, 'white space'],
    ['non-ascii', /\P{ASCII}/gu, 'letters outside ASCII'],
    ['punctuation', /[!-,:-@[-^`{-~]/g, 'punctuation'],
  ],
};

/** Characters that everyone may use, and that a careless pattern refuses. */
const lawful: { readonly [name in ParameterName]?: readonly CharacterSet[] } = {
  asset: [
    ['space', / /, 'spaces'],
    ['blank', /^\s+$/, 'names of white space only'],
    ['slash', /\//, 'slashes'],
    ['number-sign', /#/, 'number signs'],
    ['percent', /%/, 'percent signs'],
    ['plus', /\+/, 'plus signs'],
    ['punctuation', /[!$&'()*,:;=?@[\]~]/, 'punctuation'],
    ['non-ascii', /\P{ASCII}/u, 'characters outside ASCII'],
    ['no-extension', /^[^.]+$/, 'names without an extension'],
    ['wide-space', /(?! )\p{Zs}/u, 'spaces beyond ASCII'],
    ['combining-mark', /\p{M}/u, 'combining marks'],
    ['leading-dot', /^\./, 'a dot at the start'],
    ['double-dot', /\.\./, 'two dots in a row', 'OP-01'],
    ['backslash', /\\/, 'backslashes'],
    ['angle-bracket', /[<>]/, 'angle brackets'],
    ['astral', /[\u{10000}-\u{10ffff}]/u, 'characters beyond the basic multilingual plane', 'OP-01'],
  ],
  domain: [
    ['hyphen', /-/, 'hyphens'],
    ['digit', /[0-9]/, 'digits'],
    ['double-hyphen', /--/, 'two hyphens in a row'],
  ],
  'domain-owner': [['leading-zero', /^0/, 'a zero at the start']],
  namespace: [
    ['dot', /\./, 'dots'],
    ['hyphen-or-underscore', /[-_]/, 'hyphens and underscores'],
    ['upper-case', /[A-Z]/, 'capitals'],
    ['exclamation-mark', /!/, 'exclamation marks'],
    ['plus', /\+/, 'plus signs'],
    ['punctuation', /[$%&'()*,:;=?@[\]~]/, 'punctuation'],
    ['non-ascii', /\P{ASCII}/u, 'characters outside ASCII'],
  ],
  package: [
    ['dot', /\./, 'dots'],
    ['hyphen-or-underscore', /[-_]/, 'hyphens and underscores'],
    ['upper-case', /[A-Z]/, 'capitals'],
    ['exclamation-mark', /!/, 'exclamation marks'],
    ['quotation-mark', /['"]/, 'quotation marks'],
    ['plus', /\+/, 'plus signs'],
    ['punctuation', /[$%&'()*,:;=?@[\]~]/, 'punctuation'],
    ['non-ascii', /\P{ASCII}/u, 'characters outside ASCII'],
  ],
  version: [
    ['plus', /\+/, 'plus signs, and so build metadata'],
    ['hyphen', /-/, 'hyphens, and so pre-releases'],
    ['letter', /[A-Za-z]/, 'letters'],
    ['punctuation', /[!$%&'()*,:;=?@[\]~]/, 'punctuation'],
    ['non-ascii', /\P{ASCII}/u, 'characters outside ASCII'],
  ],
  revision: [
    ['slash', /\//, 'slashes'],
    ['plus', /\+/, 'plus signs'],
    ['equals', /=/, 'equals signs'],
    ['punctuation', /[!#$%&'()*,:;?@[\]~]/, 'punctuation'],
  ],
  repository: [
    ['dot', /\./, 'dots'],
    ['underscore', /_/, 'underscores'],
    ['hyphen', /-/, 'hyphens'],
    ['upper-case', /[A-Z]/, 'capitals'],
    ['leading-digit', /^[0-9]/, 'a digit at the start'],
  ],
};

/** What a forbidden character is taken for: a lawful one in any place. */
const standIn = (name: ParameterName) => (name === 'domain-owner' ? '1' : 'a');

/** Each class of characters let through, each lawful one refused, and patterns that hold for a part of the value only. */
export const characterDefects: readonly Defect[] = [
  ...classesOf(forbidden).map(([name, breaks, [slug, pattern, words]]) => ({
    id: `${name}-${slug}-accepted`,
    breaks,
    summary: `accepts ${words} in ${name}`,
    change: seenAs(name, (value) => value?.replace(pattern, standIn(name))),
  })),
  ...classesOf(lawful).map(([name, breaks, [slug, pattern, words]]) => ({
    id: `${name}-${slug}-refused`,
    breaks,
    summary: `refuses ${words} in ${name}`,
    change: refusing(
      (input) => pattern.test(input[name] ?? ''),
      `${name} has a character that is not allowed.`,
    ),
  })),
  ...patterned().map(([name, breaks]) => ({
    id: `${name}-trailing-newline-accepted`,
    // What is one character longer than a fixed length breaks the length.
    breaks: name === 'domain-owner' ? ('OWN-LEN' as const) : breaks,
    summary: `accepts a line break at the end of ${name}`,
    change: seenAs(name, (value) => value?.replace(/(?<=.)\n$/s, '')),
  })),
  ...patterned().flatMap(([name, breaks]) =>
    // Of a fixed length there is no part that matches.
    name === 'domain-owner'
      ? []
      : [
          {
            id: `${name}-pattern-not-anchored`,
            breaks,
            summary: `accepts values of ${name} of which only a part matches the pattern`,
            change: seenAs(name, (value) => lawfulPart(name, value)),
          },
        ],
  ),
];

function classesOf(
  table: typeof forbidden,
): (readonly [name: ParameterName, breaks: RequirementId, row: CharacterSet])[] {
  return patterned().flatMap(([name, breaks]) =>
    (table[name] ?? []).map((row) => [name, row[3] ?? breaks, row] as const),
  );
}

function patterned(): (readonly [name: ParameterName, breaks: RequirementId])[] {
  return (Object.keys(forbidden) as ParameterName[]).flatMap((name) => {
    const breaks = parameter(name).requirements.pattern;
    return breaks === undefined ? [] : [[name, breaks] as const];
  });
}

/** Length is still checked: only the anchors of the pattern are missing. */
function lawfulPart(name: ParameterName, value: string | undefined): string | undefined {
  const { pattern = '', minLength = 1, maxLength = 255 } = parameter(name);
  if (value === undefined || value.length < minLength || value.length > maxLength) return value;
  return new RegExp(pattern.replace(/^\^|\$$/g, ''), 'u').exec(value)?.[0] ?? value;
}
