import type { ClientTarget } from '../../engine/index.js';

export type Credentials = Awaited<ReturnType<NonNullable<ClientTarget['credentials']>>>;

/** The text without credentials and signatures, which a target may have sent back and a client passed on. */
export function conceal(text: string, credentials: Credentials | undefined): string {
  const secrets = [
    credentials?.secretAccessKey,
    credentials?.sessionToken,
    credentials?.accessKeyId,
    ...(text.match(/(?<=Signature=)[0-9a-f]+/g) ?? []),
  ];
  return secrets.reduce<string>(
    (rest, secret) => (secret ? rest.replaceAll(secret, '*'.repeat(secret.length)) : rest),
    text,
  );
}

/** Data of JSON, each text in it without credentials and signatures. */
export function concealAll<Data>(data: Data, credentials: Credentials | undefined): Data {
  return JSON.parse(
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === 'string' ? conceal(value, credentials) : value,
    ),
  ) as Data;
}
