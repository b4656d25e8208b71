import type { ClientState, OfficialClient } from '../targets/clients/index.js';

/** How a client stands, in a few words and on one line: its version, or what makes it ready. */
export function clientStanding(state: ClientState): string {
  switch (state.state) {
    case 'ready':
      return `ready: ${state.client.name} ${state.client.version}`;
    case 'not-built':
      return `not built: ${state.remedy}`;
    case 'toolchain-missing':
      return `toolchain missing: install ${state.remedy}`;
    case 'broken':
      return `broken: ${state.reason.split('\n', 1)[0]}`;
  }
}

/** A line for each client: its name on the command line, its title, and how it stands. */
export function clientLines(
  all: readonly { readonly client: OfficialClient; readonly state: ClientState }[],
): string {
  const names = Math.max(...all.map(({ client }) => client.name.length));
  const titles = Math.max(...all.map(({ client }) => client.title.length));
  return all
    .map(
      ({ client, state }) =>
        `${client.name.padEnd(names)}  ${client.title.padEnd(titles)}  ${clientStanding(state)}\n`,
    )
    .join('');
}
