import type { ParameterName, ParameterValues } from '../../../schemas/index.js';
import type { Found, Matchers } from '../find.js';
import { invalid, type Refusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import { type ReferenceResponse, wholeBody, withBody } from '../response.js';
import type { Stages } from '../stages.js';

/** What a defect or a variant does to the stages. */
export type StagesChange = (stages: Stages) => Stages;

/** Replaces one stage by another that may call it. */
export function wrap<Name extends keyof Stages>(
  name: Name,
  make: (inner: Stages[Name]) => Stages[Name],
): StagesChange {
  return (stages) => ({ ...stages, [name]: make(stages[name]) });
}

/** Applies several changes, for a defect that shows in more than one stage. */
export function all(...changes: readonly StagesChange[]): StagesChange {
  return (stages) => changes.reduce((changed, change) => change(changed), stages);
}

/** Replaces one comparison of the lookup. */
export function matching<Part extends keyof Matchers>(
  part: Part,
  make: (inner: Matchers[Part]) => Matchers[Part],
): StagesChange {
  return wrap('match', (match) => ({ ...match, [part]: make(match[part]) }));
}

/** Validation sees another value than the one that is looked up. */
export function seenAs(
  name: ParameterName,
  see: (value: string | undefined) => string | undefined,
): StagesChange {
  return wrap('validate', (validate) => (input) => {
    const value = see(input[name]);
    const { [name]: _, ...others } = input;
    return validate(value === undefined ? others : { ...others, [name]: value });
  });
}

/** Refuses as invalid what the documentation allows. */
export function refusing(matches: (input: ParameterValues) => boolean, message: string): StagesChange {
  return wrap('validate', (validate) => (input) => (matches(input) ? invalid(message) : validate(input)));
}

/** Changes what the parameters are read as. */
export function bound(edit: (input: ParameterValues) => ParameterValues): StagesChange {
  return wrap('bind', (bind) => (query, request) => edit(bind(query, request)));
}

/** Changes the response that carries an asset. */
export function served(
  edit: (response: ReferenceResponse, found: Found, request: ReferenceRequest) => ReferenceResponse,
): StagesChange {
  return wrap('serve', (serve) => (found, request) => edit(serve(found, request), found, request));
}

/** Changes the bytes of an asset that is small enough to be held; the Content-Length follows. */
export function bytes(edit: (content: Buffer, found: Found) => Uint8Array): StagesChange {
  return served((response, found) => {
    const content = wholeBody(response);
    return content === undefined ? response : withBody(response, edit(Buffer.from(content), found));
  });
}

/** Changes the response that carries an error. */
export function refused(
  edit: (response: ReferenceResponse, refusal: Refusal, request: ReferenceRequest) => ReferenceResponse,
): StagesChange {
  return wrap('refuse', (refuse) => (refusal, request) => edit(refuse(refusal, request), refusal, request));
}

/** Changes an error before it is written. */
export function refusal(edit: (refusal: Refusal) => Refusal): StagesChange {
  return wrap('refuse', (refuse) => (original, request) => refuse(edit(original), request));
}

/** Changes the members of an error's JSON body. */
export function errorBody(
  edit: (body: { readonly [member: string]: unknown }, refusal: Refusal) => unknown,
): StagesChange {
  return refused((response, original) => {
    const body: unknown = JSON.parse(Buffer.from(wholeBody(response) ?? []).toString());
    const edited = edit(body as { readonly [member: string]: unknown }, original);
    return withBody(response, Buffer.from(JSON.stringify(edited)));
  });
}

/** Responds to the requests that match without asking any stage. */
export function intercepting(intercept: (request: ReferenceRequest) => Refusal | undefined): StagesChange {
  return wrap('authenticate', (authenticate) => async (request, access) => {
    return (await authenticate(request, access)) ?? intercept(request);
  });
}
