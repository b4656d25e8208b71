import type { CheckResult, RequirementId, RequirementVerdict, Results } from '../schemas/index.js';

/** What one official client made of one kind of response. */
export interface ClientCell {
  readonly verdict: RequirementVerdict;
  readonly check: CheckResult;
}

/** One kind of call, and what each client made of it. */
export interface ClientRow {
  readonly requirement: RequirementId;
  /** What was asked for, e.g. `ConflictException`, `empty asset`. */
  readonly what: string;
  /** In the order of the clients; absent where a client has no such check. */
  readonly cells: readonly (ClientCell | undefined)[];
}

/** A client that took no part, and what makes it ready. */
export interface AbsentClient {
  readonly name: string;
  readonly reason: string;
}

/** The official clients that took part, side by side. */
export interface ClientMatrix {
  readonly clients: readonly string[];
  readonly rows: readonly ClientRow[];
  readonly absent: readonly AbsentClient[];
}

/** What the checks of a requirement ask for, by what their titles say after the name of the client. */
const asked: Partial<Record<RequirementId, (what: string) => string>> = {
  'SDK-01': () => 'an asset',
  'SDK-03': (what) => `members of ${what}`,
  'SDK-04': () => 'names that need escaping',
  'SDK-06': (what) => `a namespace: ${what}`,
};

/**
 * The checks of the profile `clients` by client.
 *
 * @returns undefined if none was carried out
 */
export function clientMatrix(results: Results): ClientMatrix | undefined {
  const checks = results.requirements
    .filter(({ profile }) => profile === 'clients')
    .flatMap(({ id, checks: own }) => own.map((check) => ({ id, check, ...titleOf(check) })));
  if (checks.length === 0) return undefined;
  const names = [...new Set(checks.map(({ client }) => client))];
  const isAbsent = (name: string): boolean =>
    checks.every(({ client, check }) => client !== name || check.verdict === 'not-applicable');
  const clients = names.filter((name) => !isAbsent(name));
  const kinds = new Map(checks.map(({ id, what }) => [`${id}/${what}`, { id, what }]));
  return {
    clients,
    rows: [...kinds.values()].map(({ id, what }) => ({
      requirement: id,
      what: asked[id]?.(what) ?? what,
      cells: clients.map((name) => {
        const found = checks.find((each) => each.id === id && each.what === what && each.client === name);
        return found && { verdict: found.check.verdict, check: found.check };
      }),
    })),
    absent: names.filter(isAbsent).map((name) => ({
      name,
      reason: checks.find(({ client }) => client === name)?.check.reason ?? 'no reason given',
    })),
  };
}

/** The title of such a check is the name of the client and, if there are several, what it is about. */
function titleOf({ title }: CheckResult): { readonly client: string; readonly what: string } {
  const [client = title, ...what] = title.split(': ');
  return { client, what: what.join(': ') };
}
