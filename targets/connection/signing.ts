import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { HeaderField, SigningPlan } from '../../judge/index.js';
import { Sha256, signingName } from '../sigv4/index.js';
import { craftSignature, isCrafted } from './crafted-signature.js';
import { PlainSigner } from './plain-signature.js';
import { otherRegion, queryBag, type SignableRequest } from './signable-request.js';

const fifteenMinutes = 15 * 60_000;

/**
 * Signs requests with Signature Version 4 (General Reference, SigV4), once as configured and in each of the
 * deliberately different ways of profile `auth`.
 */
export class RequestSigner {
  readonly #signers = new Map<string, SignatureV4>();
  readonly #plain: PlainSigner;

  constructor(
    private readonly credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>,
    private readonly region: string,
  ) {
    this.#plain = new PlainSigner(region);
  }

  /** The headers that signing adds, in the order in which they are sent. */
  async sign(
    request: SignableRequest,
    plan: Exclude<SigningPlan, 'none'> = 'configured',
  ): Promise<HeaderField[]> {
    if (isCrafted(plan)) return craftSignature(request, await this.#identity(), this.region, plan);
    const plain = plan === 'configured' ? this.#plain.sign(request, await this.#identity()) : undefined;
    if (plain) return plain;
    const signer = this.#signer(plan);
    const query = queryBag(request.query);
    if (plan === 'query-changed-after') query['x-conformance-signed'] = 'otherwise';
    const own = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const signed = await signer.sign(
      {
        method: request.method,
        protocol: request.origin.protocol,
        hostname: request.origin.hostname,
        ...(request.origin.port === '' ? {} : { port: Number(request.origin.port) }),
        path: request.path,
        query,
        headers: { ...own, host: request.origin.host },
        ...(request.body === undefined ? {} : { body: request.body }),
      },
      {
        signingDate: new Date(Date.now() - (plan === 'expired' ? fifteenMinutes + 60_000 : 0)),
        ...(plan === 'host-only'
          ? { signableHeaders: new Set(['host', 'x-amz-date']), unsignableHeaders: new Set(Object.keys(own)) }
          : {}),
      },
    );
    return Object.entries(signed.headers)
      .filter(([name]) => name !== 'host' && !(name in own))
      .map(([name, value]): HeaderField => {
        if (plan === 'upper-case') return [name.toUpperCase(), value];
        return [name, plan === 'altered-signature' && name === 'authorization' ? withOtherEnd(value) : value];
      });
  }

  async #identity(): Promise<AwsCredentialIdentity> {
    return typeof this.credentials === 'function' ? this.credentials() : this.credentials;
  }

  #signer(plan: SigningPlan): SignatureV4 {
    let signer = this.#signers.get(plan);
    if (!signer) {
      signer = new SignatureV4({
        service: plan === 'wrong-service' ? 's3' : signingName,
        region: plan === 'wrong-region' ? otherRegion(this.region) : this.region,
        credentials: this.#credentials(plan),
        sha256: Sha256,
        applyChecksum: plan !== 'host-only',
      });
      this.#signers.set(plan, signer);
    }
    return signer;
  }

  #credentials(plan: SigningPlan): AwsCredentialIdentity | Provider<AwsCredentialIdentity> {
    if (plan !== 'wrong-secret' && plan !== 'unknown-key') return this.credentials;
    return async () => {
      const identity = await this.#identity();
      return plan === 'wrong-secret'
        ? {
            ...identity,
            secretAccessKey: `${identity.secretAccessKey.slice(0, -1)}${identity.secretAccessKey.endsWith('A') ? 'B' : 'A'}`,
          }
        : { accessKeyId: 'AKIAUNKNOWNCONFORMAN', secretAccessKey: identity.secretAccessKey };
    };
  }
}

/** The same Authorization header with another last digit of the signature. */
const withOtherEnd = (value: string): string => `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
