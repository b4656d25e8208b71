import type { ExchangeFailure } from '../../judge/index.js';
import { printable } from '../../targets/fixtures/management/index.js';
import { type Diagnosis, problem } from './diagnosis.js';

interface Advice {
  readonly when: RegExp;
  readonly detail: string;
  readonly blame: 'configuration' | 'target';
  readonly next: string;
}

/** TLS failures by the code that the platform gives them. */
const tls: readonly Advice[] = [
  {
    when: /CERT_HAS_EXPIRED/,
    detail: 'the certificate has expired',
    blame: 'target',
    next: 'Renew the certificate of the target, or correct the clock of this machine.',
  },
  {
    when: /CERT_NOT_YET_VALID/,
    detail: 'the certificate is not yet valid',
    blame: 'configuration',
    next: 'Correct the clock of this machine, or wait until the certificate is valid.',
  },
  {
    when: /ALTNAME|HOSTNAME_MISMATCH|does not match certificate/,
    detail: 'the certificate is for another host',
    blame: 'configuration',
    next: 'Use a host name that the certificate names as the endpoint, or give the target a certificate for this one.',
  },
  {
    when: /SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO/,
    detail: 'the certificate authority is unknown',
    blame: 'configuration',
    next: 'Name the PEM file of the authority as "caFile" in the target file.',
  },
  {
    when: /EPROTO|WRONG_VERSION_NUMBER|packet length too long|HTTP_REQUEST/i,
    detail: 'the server does not use TLS',
    blame: 'configuration',
    next: 'Is it plain http? Then give the endpoint as http://.',
  },
];

const reasons: readonly Advice[] = [
  {
    when: /ENOTFOUND|EAI_AGAIN|getaddrinfo/,
    detail: 'the host name cannot be resolved',
    blame: 'configuration',
    next: 'Check the spelling of the endpoint, and DNS.',
  },
  {
    when: /Proxy response/,
    detail: 'the proxy of the environment does not allow the connection',
    blame: 'configuration',
    next: 'Add the host to NO_PROXY, or let the proxy open a tunnel (CONNECT) to it.',
  },
  {
    when: /ECONNREFUSED/,
    detail: 'connection refused: nothing listens at this address',
    blame: 'configuration',
    next: 'Check that the target is running, and that the port is right.',
  },
  {
    when: /./,
    detail: 'no connection could be made',
    blame: 'configuration',
    next: 'Check that the target is running, that the address is right, and that it can be reached (firewall, VPN, proxy).',
  },
];

/** Why no connection came about, and what to do about it. */
export function connectionProblem({ kind, message }: ExchangeFailure): Diagnosis {
  const details = printable(message);
  if (kind === 'tls' || kind === 'unreachable' || /Proxy response/.test(message)) {
    const found = (kind === 'tls' ? tls : reasons).find(({ when }) => when.test(message));
    const { detail, blame, next } = found ?? {
      detail: 'the TLS handshake fails',
      blame: 'configuration' as const,
      next: 'Look at the certificate of the target: openssl s_client -connect HOST:PORT.',
    };
    return problem(kind === 'tls' ? 'TLS' : 'reachable', `${detail} (${details})`, blame, next);
  }
  if (kind === 'invalid')
    return problem(
      'reachable',
      `the server does not use HTTP (${details})`,
      'configuration',
      'Is the port right? If it speaks TLS, give the endpoint as https://.',
    );
  return problem(
    'reachable',
    kind === 'timeout' ? `no response in time (${details})` : `the connection is closed (${details})`,
    'target',
    'Is it https? Then give the endpoint as https://. Otherwise look at the log of the target.',
  );
}
