import { requirement, test } from './test.js';

test.describe('Method, path and query', () => {
  test(...requirement('RL-01', 'The operation MUST be available through the method GET.'));
  test(
    ...requirement(
      'RL-02',
      'The operation MUST be served at the path `/v1/package/version/asset`, matched exactly and case-sensitively.',
    ),
  );
  test(
    ...requirement(
      'RL-03',
      'Parameters MUST be read from the query string only, not from the path, a header or a body.',
    ),
  );
  test(
    ...requirement(
      'RL-04',
      'The query keys MUST be `asset`, `domain`, `domain-owner`, `format`, `namespace`, `package`, `repository`, `revision` and `version`.',
    ),
  );
  test(
    ...requirement(
      'RL-05',
      'The member name `packageVersion` MUST NOT stand in for the query key `version`.',
    ),
  );
  test(
    ...requirement(
      'RL-06',
      'The member name `domainOwner` MUST NOT act as the query key `domain-owner`: the response is the one without it, or a refusal of an unknown parameter.',
    ),
  );
  test(
    ...requirement(
      'RL-07',
      'The member name `packageVersionRevision` MUST NOT act as the query key `revision`: the response is the one without it, or a refusal of an unknown parameter.',
    ),
  );
  test(...requirement('RL-08', 'The order of the parameters in the query MUST NOT change the response.'));
  test(...requirement('RL-09', 'Requests over HTTP/1.1 MUST be answered.'));
  test(...requirement('RL-10', 'One trailing slash on the path SHOULD be tolerated.'));
  test(
    ...requirement(
      'RL-11',
      'A POST, PUT, PATCH or DELETE on the path of the operation MUST be refused with a 4xx status or 501, and no method but GET returns the bytes of an asset.',
    ),
  );
  test(
    ...requirement(
      'RL-12',
      'A method or path that no operation claims SHOULD be refused with 404 UnknownOperationException.',
    ),
  );
  test(
    ...requirement(
      'RL-13',
      'HEAD MAY be supported; if it is, the response has the headers of the GET and no body.',
    ),
  );
  test(...requirement('RL-14', 'Query parameters that the operation does not define SHOULD be disregarded.'));
  test(...requirement('RL-15', 'A parameter that is repeated SHOULD take its first value.'));
  test(
    ...requirement(
      'RL-16',
      'Query values MUST be percent-decoded as UTF-8 before they are validated and looked up.',
    ),
  );
  test(
    ...requirement(
      'RL-17',
      'The hexadecimal digits of a percent-escape MUST mean the same in upper and lower case.',
    ),
  );
  test(...requirement('RL-18', 'An unescaped `+` in a query value MAY mean a plus sign or a space.'));
  test(
    ...requirement(
      'RL-19',
      'A percent-escape that is malformed or not UTF-8 SHOULD be refused with a 4xx status.',
    ),
  );
  test(...requirement('RL-20', 'Query keys MUST be matched case-sensitively.'));
  test(...requirement('RL-21', 'A query key with percent-escapes SHOULD mean the key that it decodes to.'));
  test(
    ...requirement(
      'RL-22',
      'A request whose nine parameters all have their documented maximum length MUST be accepted.',
    ),
  );
  test(...requirement('RL-23', 'Query values MUST be percent-decoded exactly once.'));
  test(
    ...requirement(
      'RL-24',
      'A query SHOULD be split at `&` only, and each of its parts at the first `=` only: other characters that stand unescaped belong to the value.',
    ),
  );
  test(
    ...requirement(
      'RL-25',
      'A request for the path of the operation without any of its parameters MUST be refused as invalid, and not as an unknown operation.',
    ),
  );
  test(
    ...requirement(
      'RL-26',
      'A request target in absolute form SHOULD be accepted like one that begins with the path.',
    ),
  );
});
