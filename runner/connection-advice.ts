import type { ExchangeFailure, RecordedResponse } from '../judge/index.js';
import { printable } from '../targets/fixtures/management/index.js';

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

const credentialsOfProxy = {
  detail: 'the proxy of the environment wants credentials (407)',
  blame: 'configuration',
  next: 'Put them into its address, http://USER:PASSWORD@HOST:PORT in HTTPS_PROXY or HTTP_PROXY, or add the host of the target to NO_PROXY.',
} as const;

const reasons: readonly Advice[] = [
  {
    when: /ENOTFOUND|EAI_AGAIN|getaddrinfo/,
    detail: 'the host name cannot be resolved',
    blame: 'configuration',
    next: 'Check the spelling of the endpoint, and DNS.',
  },
  { when: /Proxy response \(407\)/, ...credentialsOfProxy },
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

/** Why there is no response, whose doing that is, and what to do about it. */
export interface ConnectionProblem {
  readonly subject: 'TLS' | 'reachable';
  readonly detail: string;
  readonly blame: 'configuration' | 'target';
  readonly next: string;
}

/** What is known about the connection that failed. */
export interface Attempted {
  readonly endpoint: URL;
  /** Whether a client certificate was presented. */
  readonly certificate: boolean;
}

/** What a server that wants a client certificate does with a client that has none: it closes, or says so. */
const wantsCertificate = /CERTIFICATE_REQUIRED|certificate required|HANDSHAKE_FAILURE|handshake failure/i;

/** Why no connection came about, and what to do about it. */
export function connectionProblem(failure: ExchangeFailure, attempted: Attempted): ConnectionProblem {
  const { kind, message } = failure;
  const isHttps = attempted.endpoint.protocol === 'https:';
  const details = printable(message);
  const proxied = /Proxy response/.test(message);
  if (kind === 'tls' && wantsCertificate.test(message))
    return { subject: 'TLS', ...certificateAdvice(attempted, details) };
  if (kind === 'tls' || kind === 'unreachable' || proxied) {
    const found = (kind === 'tls' && !proxied ? tls : reasons).find(({ when }) => when.test(message));
    const { detail, blame, next } = found ?? {
      detail: 'the TLS handshake fails',
      blame: 'configuration' as const,
      next: 'Look at the certificate of the target: openssl s_client -connect HOST:PORT.',
    };
    return {
      subject: kind === 'tls' && !proxied ? 'TLS' : 'reachable',
      detail: `${detail} (${details})`,
      blame,
      next,
    };
  }
  if (kind === 'invalid')
    return {
      subject: 'reachable',
      detail: `the server does not use HTTP (${details})`,
      blame: 'configuration',
      next: isHttps
        ? 'Is the port right?'
        : 'Is the port right? If it speaks TLS, give the endpoint as https://.',
    };
  if (kind === 'timeout')
    return {
      subject: 'reachable',
      detail: `no response in time (${details})`,
      blame: 'target',
      next: 'Look at the log of the target, and at what is in between (firewall, VPN, proxy).',
    };
  if (isHttps) return { subject: 'reachable', ...certificateAdvice(attempted, details) };
  return {
    subject: 'reachable',
    detail: `the connection is closed (${details})`,
    blame: 'target',
    next: 'Is it https? Then give the endpoint as https://. Otherwise look at the log of the target.',
  };
}

function certificateAdvice({ certificate }: Attempted, details: string): Omit<ConnectionProblem, 'subject'> {
  return certificate
    ? {
        detail: `the target closes the connection although a client certificate was presented (${details})`,
        blame: 'configuration',
        next: 'Is the certificate of "certFile" signed by an authority that the target trusts, and valid today? The log of the target says more.',
      }
    : {
        detail: `the target closes the connection during or right after the TLS handshake (${details})`,
        blame: 'configuration',
        next: 'If it wants a client certificate (mutual TLS), name its PEM files as "certFile" and "keyFile" in the target file. Otherwise look at the log of the target.',
      };
}

/**
 * What a response says that did not come from the operation: a proxy that wants credentials, a server that wants a client
 * certificate.
 */
export function gatekeeper({ status, body }: RecordedResponse): ConnectionProblem | undefined {
  const text = Buffer.from(body.head, 'base64').toString('latin1');
  if (status === 407) return { subject: 'reachable', ...credentialsOfProxy };
  if (status >= 400 && status < 500 && /SSL certificate (was sent|error)|client certificate/i.test(text))
    return {
      subject: 'TLS',
      detail: `the target wants a client certificate, or another one (${status})`,
      blame: 'configuration',
      next: 'Name its PEM files as "certFile" and "keyFile" in the target file.',
    };
  return undefined;
}
