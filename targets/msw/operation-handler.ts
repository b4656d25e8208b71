import { RequestHandler } from 'msw';
import { operation as documented } from '../../schemas/index.js';

/**
 * An MSW handler for requests to the operation's path, in any case and with any method. It hands whole requests to the
 * operation, which routes by itself. What `http.all` makes of each
 * request for resolvers that may want it (cookies, path parameters, clones, an abort signal) is not made here.
 */
export class OperationHandler extends RequestHandler {
  constructor(private readonly respond: (request: Request) => Promise<Response>) {
    super({
      info: { header: `all *${documented.path}` },
      resolver: ({ request }) => respond(request),
    });
  }

  override predicate({ request }: { readonly request: Request }): boolean {
    return operationPath.test(request.url);
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
