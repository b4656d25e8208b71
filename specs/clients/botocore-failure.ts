import type { ExchangeFailure, FailureKind } from '../../judge/index.js';

/** What botocore, which is inside boto3 and the AWS CLI alike, says where an answer is missing or not whole. */
const kinds: readonly (readonly [RegExp, FailureKind])[] = [
  [/Could not connect to the endpoint URL|Failed to connect to proxy URL|Connect timeout on/, 'unreachable'],
  [/SSL validation failed/, 'tls'],
  [/Read timeout on|timed out/i, 'timeout'],
  [/Unable to parse response/, 'invalid'],
  [/larger than any lawful answer/, 'too-large'],
  [
    /Connection was closed before|error occurred while reading from response stream|read, but total bytes expected/,
    'closed',
  ],
  [/Connection (?:aborted|broken|reset)|RemoteDisconnected|IncompleteRead|ProtocolError/, 'closed'],
  [/HTTP Client raised an unhandled exception/, 'invalid'],
];

/** Why there is no complete answer, where the message of a client says so. */
export function botocoreFailure(message: string): ExchangeFailure | undefined {
  const [, kind] = kinds.find(([pattern]) => pattern.test(message)) ?? [];
  return kind && { kind, message: message.trim() };
}
