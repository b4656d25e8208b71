import { inference, page, restJson1, rfc } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** Method, path and the query string: how the nine parameters travel. */
export const requestLine = [
  {
    id: 'RL-01',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement: 'The operation MUST be available through the method GET.',
  },
  {
    id: 'RL-02',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement:
      'The operation MUST be served at the path `/v1/package/version/asset`, matched exactly and case-sensitively.',
  },
  {
    id: 'RL-03',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement: 'Parameters MUST be read from the query string only, not from the path, a header or a body.',
  },
  {
    id: 'RL-04',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement:
      'The query keys MUST be `asset`, `domain`, `domain-owner`, `format`, `namespace`, `package`, `repository`, `revision` and `version`.',
  },
  {
    id: 'RL-05',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement: 'The member name `packageVersion` MUST NOT stand in for the query key `version`.',
  },
  {
    id: 'RL-06',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement:
      'The member name `domainOwner` MUST NOT act as the query key `domain-owner`: the response is the one without it, or a refusal of an unknown parameter.',
  },
  {
    id: 'RL-07',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement:
      'The member name `packageVersionRevision` MUST NOT act as the query key `revision`: the response is the one without it, or a refusal of an unknown parameter.',
  },
  {
    id: 'RL-08',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement: 'The order of the parameters in the query MUST NOT change the response.',
  },
  {
    id: 'RL-09',
    level: 'MUST',
    profile: 'core',
    ...page('RequestSyntax'),
    statement: 'Requests over HTTP/1.1 MUST be answered.',
  },
  {
    id: 'RL-10',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('HTTP bindings, literal patterns'),
    statement: 'One trailing slash on the path SHOULD be tolerated.',
  },
  {
    id: 'RL-11',
    level: 'MUST',
    profile: 'core',
    ...restJson1('Operation claiming: method and path'),
    statement:
      'A POST, PUT, PATCH or DELETE on the path of the operation MUST be refused with a 4xx status or 501, and no method but GET returns the bytes of an asset.',
  },
  {
    id: 'RL-12',
    level: 'SHOULD',
    profile: 'core',
    ...inference('Common Error Types, UnknownOperationException'),
    statement:
      'A method or path that no operation claims SHOULD be refused with 404 UnknownOperationException.',
  },
  {
    id: 'RL-13',
    level: 'MAY',
    profile: 'core',
    ...inference('HEAD is documented nowhere'),
    statement: 'HEAD MAY be supported; if it is, the response has the headers of the GET and no body.',
  },
  {
    id: 'RL-14',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('HTTP bindings, httpQuery: unmatched keys'),
    statement: 'Query parameters that the operation does not define SHOULD be disregarded.',
  },
  {
    id: 'RL-15',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('HTTP bindings, httpQuery: repeated keys'),
    statement: 'A parameter that is repeated SHOULD take its first value.',
  },
  {
    id: 'RL-16',
    level: 'MUST',
    profile: 'core',
    ...restJson1('HTTP bindings, httpQuery: percent-encoding'),
    statement: 'Query values MUST be percent-decoded as UTF-8 before they are validated and looked up.',
  },
  {
    id: 'RL-17',
    level: 'MUST',
    profile: 'core',
    ...rfc(3986, '2.1 Percent-Encoding'),
    statement: 'The hexadecimal digits of a percent-escape MUST mean the same in upper and lower case.',
  },
  {
    id: 'RL-18',
    level: 'MAY',
    profile: 'core',
    ...inference('restJson1 escapes both characters, so neither reading is documented'),
    statement: 'An unescaped `+` in a query value MAY mean a plus sign or a space.',
  },
  {
    id: 'RL-19',
    level: 'SHOULD',
    profile: 'core',
    ...inference('RFC 3986, 2.1: such a query is not a URI'),
    statement: 'A percent-escape that is malformed or not UTF-8 SHOULD be refused with a 4xx status.',
  },
  {
    id: 'RL-20',
    level: 'MUST',
    profile: 'core',
    ...restJson1('HTTP bindings, httpQuery: key names'),
    statement: 'Query keys MUST be matched case-sensitively.',
  },
  {
    id: 'RL-21',
    level: 'SHOULD',
    profile: 'core',
    ...rfc(3986, '6.2.2.2 Percent-Encoding Normalization'),
    statement: 'A query key with percent-escapes SHOULD mean the key that it decodes to.',
  },
  {
    id: 'RL-22',
    level: 'MUST',
    profile: 'core',
    ...page('RequestParameters'),
    statement: 'A request whose nine parameters all have their documented maximum length MUST be accepted.',
  },
  {
    id: 'RL-23',
    level: 'MUST',
    profile: 'core',
    ...rfc(3986, '2.4 When to Encode or Decode'),
    statement: 'Query values MUST be percent-decoded exactly once.',
  },
  {
    id: 'RL-24',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('HTTP bindings, httpQuery trait'),
    statement:
      'A query SHOULD be split at `&` only, and each of its parts at the first `=` only: other characters that stand unescaped belong to the value.',
  },
  {
    id: 'RL-25',
    level: 'MUST',
    profile: 'core',
    ...page('RequestParameters'),
    statement:
      'A request for the path of the operation without any of its parameters MUST be refused as invalid, and not as an unknown operation.',
  },
  {
    id: 'RL-26',
    level: 'SHOULD',
    profile: 'core',
    ...rfc(9112, '3.2.2 absolute-form'),
    statement: 'A request target in absolute form SHOULD be accepted like one that begins with the path.',
  },
] as const satisfies readonly CatalogueEntry[];
