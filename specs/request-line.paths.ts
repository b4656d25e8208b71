import { operation } from '../schemas/index.js';

const { path } = operation;

/**
 * The path of the operation in ways that some servers put right before they route, and others do not know. The protocol
 * matches literals exactly, RFC 3986 §6.2.2 takes dot segments and escapes of unreserved characters for the same path.
 */
export const respeltPaths: readonly string[] = [
  `/.${path}`,
  path.replace('/v1/', '/v1/./'),
  path.replace('/v1/', '/v1/../v1/'),
  `/..${path}`,
  `/${path}`,
  path.replace('/version/', '//version/'),
  `${path}//`,
  path.replace('asset', '%61sset'),
  path.replace('/version/', '/%2E/version/'),
  path.replace('/version/', '%2Fversion%2F'),
  `${path}%`,
  `${path}%00`,
];
