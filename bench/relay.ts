import { type AddressInfo, connect, createServer } from 'node:net';

export interface Relay {
  /** Scheme, host and port; no trailing slash. */
  readonly url: string;
  close(): void;
}

interface RelayOptions {
  /** Milliseconds after which the bytes of the target are passed on; 0 unless given. */
  readonly delayMs?: number;
  /** Called when bytes of the client pass. */
  readonly onSent?: () => void;
  /** Called when bytes of the target are passed on. */
  readonly onReceived?: () => void;
}

/** Passes bytes on between clients and a target on the loopback interface, and looks at nothing. */
export async function startRelay(
  { hostname: host, port }: URL,
  { delayMs = 0, onSent, onReceived }: RelayOptions = {},
): Promise<Relay> {
  const server = createServer({ noDelay: true }, (client) => {
    const target = connect({ host, port: Number(port), noDelay: true });
    if (onSent) client.on('data', onSent);
    client.pipe(target);
    if (delayMs === 0) target.pipe(client);
    else {
      const later = (task: () => void) => setTimeout(task, delayMs);
      target.on('data', (bytes: Buffer) =>
        later(() => {
          onReceived?.();
          client.write(bytes);
        }),
      );
      target.on('end', () => later(() => client.end()));
    }
    client.on('error', () => target.destroy());
    client.on('close', () => target.destroy());
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
