import type { ExchangeFailure } from '../../judge/index.js';
import { printable } from '../../targets/fixtures/management/index.js';
import { type Diagnosis, problem } from './diagnosis.js';

interface Advice {
  readonly when: RegExp;
  readonly detail: string;
  readonly blame: 'set-up' | 'target';
  readonly next: string;
}

/** TLS failures by the code that the platform gives them. */
const tls: readonly Advice[] = [
  {
    when: /CERT_HAS_EXPIRED/,
    detail: 'the certificate has expired',
    blame: 'target',
    next: 'Renew the certificate of the target, or set the clock of this machine right.',
  },
  {
    when: /CERT_NOT_YET_VALID/,
    detail: 'the certificate is not yet valid',
    blame: 'set-up',
    next: 'Set the clock of this machine right, or wait until the certificate is valid.',
  },
  {
    when: /ALTNAME|HOSTNAME_MISMATCH|does not match certificate/,
    detail: 'the certificate is for another host',
    blame: 'set-up',
    next: 'Use a host name that the certificate names as the endpoint, or give the target a certificate for this one.',
  },
  {
    when: /SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO/,
    detail: 'the certificate is from an authority that is not known here',
    blame: 'set-up',
    next: 'Name the PEM file of the authority as "caFile" in the target file.',
  },
  {
    when: /EPROTO|WRONG_VERSION_NUMBER|packet length too long|HTTP_REQUEST/i,
    detail: 'what answers does not speak TLS',
    blame: 'set-up',
    next: 'Is it plain http? Then give the endpoint as http://.',
  },
];

const reasons: readonly Advice[] = [
  {
    when: /ENOTFOUND|EAI_AGAIN|getaddrinfo/,
    detail: 'the name of the host is not known',
    blame: 'set-up',
    next: 'Check the spelling of the endpoint, and DNS.',
  },
  {
    when: /Proxy response/,
    detail: 'the proxy of the environment does not let it through',
    blame: 'set-up',
    next: 'Add the host to NO_PROXY, or let the proxy open a tunnel (CONNECT) to it.',
  },
  {
    when: /ECONNREFUSED/,
    detail: 'nothing listens there',
    blame: 'set-up',
    next: 'Is the target running, and is the port right?',
  },
  {
    when: /./,
    detail: 'no connection comes about',
    blame: 'set-up',
    next: 'Is the target running, is the address right, and is there a way to it (firewall, VPN, proxy)?',
  },
];

/** Why no connection came about, and what to do about it. */
export function connectionProblem({ kind, message }: ExchangeFailure): Diagnosis {
  const told = printable(message);
  if (kind === 'tls' || kind === 'unreachable' || /Proxy response/.test(message)) {
    const found = (kind === 'tls' ? tls : reasons).find(({ when }) => when.test(message));
    const { detail, blame, next } = found ?? {
      detail: 'the TLS handshake fails',
      blame: 'set-up' as const,
      next: 'Look at the certificate of the target: openssl s_client -connect HOST:PORT.',
    };
    return problem(kind === 'tls' ? 'TLS' : 'reachable', `${detail} (${told})`, blame, next);
  }
  if (kind === 'invalid')
    return problem(
      'reachable',
      `what answers does not speak HTTP (${told})`,
      'set-up',
      'Is the port right? Where it speaks TLS, give the endpoint as https://.',
    );
  return problem(
    'reachable',
    kind === 'timeout' ? `there is no answer in time (${told})` : `the connection is closed (${told})`,
    'target',
    'Is it https? Then give the endpoint as https://. Otherwise look at the log of the target.',
  );
}
