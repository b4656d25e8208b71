import type { ParameterValues } from '../schemas/index.js';

/** A valid request with all nine parameters, for faults that need a request around them but no fixture. */
export const sampleRequest: Required<ParameterValues> = {
  asset: 'widget-1.0.0.bin',
  domain: 'example-domain',
  'domain-owner': '111122223333',
  format: 'generic',
  namespace: 'example',
  package: 'widget',
  repository: 'example-repository',
  revision: 'Ciqe5/9yicvkJT13b5/LdLpCyE6fqA7poa9qp+FilPs=',
  version: '1.0.0',
};
