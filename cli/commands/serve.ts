import { closest, UserError } from '../../config/index.js';
import { defaultFixtures, FixtureError, readFixtures } from '../../targets/fixtures/index.js';
import {
  defects,
  emptyStore,
  findDefect,
  findVariant,
  startReferenceServer,
  variants,
} from '../../targets/reference/index.js';

export interface ServeFlags {
  readonly port: string;
  readonly host: string;
  readonly fixtures?: string;
  readonly empty?: boolean;
  readonly auth: string;
  readonly region: string;
  readonly fault?: string;
  readonly variant?: string;
}

/** Serves the reference target until it is told to stop. */
export async function serve(flags: ServeFlags): Promise<void> {
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(`--port ${flags.port} is not a port: use a number from 0 to 65535.`);
  if (flags.auth !== 'none' && flags.auth !== 'sigv4')
    throw new UserError(`--auth ${flags.auth}: choose none or sigv4.`);
  const server = await startReferenceServer({
    port,
    host: flags.host,
    fixtures: await fixturesOf(flags),
    auth: flags.auth,
    region: flags.region,
    ...changeOf(flags),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Cannot listen on ${flags.host}:${port}: ${error.message}`);
  });
  const stopSignal = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  // Only now: anyone who reads this line may tell it to stop immediately.
  process.stdout.write(`listening on ${server.url}\n`);
  await stopSignal;
  await server.close();
}

async function fixturesOf({ fixtures, empty }: ServeFlags) {
  if (empty) return emptyStore;
  if (fixtures === undefined) return defaultFixtures();
  try {
    return await readFixtures(fixtures);
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
}

/** The seeded defect or the lawful difference that was requested. */
function changeOf({ fault: defectId, variant: variantId }: ServeFlags) {
  const defect = defectId === undefined ? undefined : findDefect(defectId);
  const variant = variantId === undefined ? undefined : findVariant(variantId);
  if (defectId !== undefined && defect === undefined)
    throw new UserError(
      `--fault ${defectId}: there is no such defect.${closest(
        defectId,
        defects.map(({ id }) => id),
      )}`,
    );
  if (variantId !== undefined && variant === undefined)
    throw new UserError(
      `--variant ${variantId}: there is no such variant.${closest(
        variantId,
        variants.map(({ id }) => id),
      )}`,
    );
  return { ...(defect ? { defect } : {}), ...(variant ? { variant } : {}) };
}
