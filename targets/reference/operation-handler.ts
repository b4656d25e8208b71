import { RequestHandler } from 'msw';
import { operation as documented } from '../../schemas/index.js';

/** Which requests a handler answers: those to the operation's path in any case, with any method, or all. */
export type Reach = 'operation' | 'every-path';

/**
 * An MSW handler that hands whole requests to the operation, which routes by itself. What `http.all` makes of each
 * request for resolvers that may want it (cookies, path parameters, clones, an abort signal) is not made here.
 */
export class OperationHandler extends RequestHandler {
  constructor(
    private readonly reach: Reach,
    private readonly respond: (request: Request) => Promise<Response>,
  ) {
    super({
      info: { header: reach === 'operation' ? `all *${documented.path}` : 'all *' },
      resolver: ({ request }) => respond(request),
    });
  }

  override predicate({ request }: { readonly request: Request }): boolean {
    return this.reach === 'every-path' || operationPath.test(request.url);
  }

  override async run(args: Parameters<RequestHandler['run']>[0]): ReturnType<RequestHandler['run']> {
    if (!this.predicate(args)) return null;
    const { request, requestId } = args;
    this.isUsed = true;
    return { handler: this, request, requestId, response: await this.respond(request) };
  }

  override log({ request, response }: { readonly request: Request; readonly response: Response }): void {
    console.log(`${request.method} ${request.url} ${response.status}`);
  }
}

const operationPath = new RegExp(
  `^[^?#]*${documented.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/?(?:[?#]|$)`,
  'i',
);
