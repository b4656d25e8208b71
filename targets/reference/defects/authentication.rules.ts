import { type Refusal, unauthenticated } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import {
  type PresentedSignature,
  readAttempt,
  type SignatureRule,
  signatureRules,
  verifier,
} from '../signature.js';
import { type StagesChange, wrap } from './wrap.js';

type RuleName = keyof typeof signatureRules;

/** 403: the signature is not the right one. */
export function refusedSignature(message: string): Refusal {
  return unauthenticated('InvalidSignatureException', message);
}

/** Signature Version 4 with some of its rules replaced, or left out if null. */
export function withRules(changed: { readonly [name in RuleName]?: SignatureRule | null }): StagesChange {
  const rules = Object.values<SignatureRule | null>({ ...signatureRules, ...changed });
  return wrap('authenticate', () => verifier(rules.filter((rule) => rule !== null)));
}

/** Signature Version 4 without one of its rules. */
export function withoutRule(name: RuleName): StagesChange {
  return withRules({ [name]: null });
}

/** Signature Version 4 with one of its rules replaced. */
export function withRule(name: RuleName, rule: SignatureRule): StagesChange {
  return withRules({ [name]: rule });
}

/** Signature Version 4, with another way to read the Authorization header. */
export function reading(read: (request: ReferenceRequest) => PresentedSignature | Refusal): StagesChange {
  return wrap('authenticate', () => verifier(Object.values(signatureRules), read));
}

/** Reads an Authorization header in which something was put right beforehand. */
export function readingCorrected(correct: (authorization: string) => string): StagesChange {
  return reading((request) => readAttempt(corrected(request, correct)));
}

/** The request with another Authorization header, if it has one. */
export function corrected(
  request: ReferenceRequest,
  correct: (authorization: string) => string,
): ReferenceRequest {
  const { authorization } = request.headers;
  return authorization === undefined
    ? request
    : { ...request, headers: { ...request.headers, authorization: correct(authorization) } };
}
