import { createHash, randomUUID } from 'node:crypto';
import { nkeys } from '@nats-io/transport-node';

type KeyPair = ReturnType<typeof nkeys.createUser>;

/** An operator with one account and one user of it: what nats-server is told, and the file that lets the user in. */
export function natsAccount(): { readonly config: string; readonly creds: string } {
  const [operator, account, user] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createUser()];
  const unlimited = { subs: -1, data: -1, payload: -1 };
  const jwts = {
    operator: token(operator, operator, { type: 'operator' }),
    account: token(operator, account, {
      type: 'account',
      limits: { ...unlimited, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 },
    }),
    user: token(account, user, { type: 'user', ...unlimited, pub: {}, sub: {} }),
  };
  return {
    config: [
      `operator: "${jwts.operator}"`,
      'resolver: MEMORY',
      `resolver_preload: { ${account.getPublicKey()}: "${jwts.account}" }`,
    ].join('\n'),
    creds: [
      '-----BEGIN NATS USER JWT-----',
      jwts.user,
      '------END NATS USER JWT------',
      '',
      '-----BEGIN USER NKEY SEED-----',
      new TextDecoder().decode(user.getSeed()),
      '------END USER NKEY SEED------',
    ].join('\n'),
  };
}

/** A JWT as NATS has it (version 2): signed with an NKey. */
function token(issuer: KeyPair, subject: KeyPair, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = {
    jti: createHash('sha256').update(randomUUID()).digest('hex'),
    iat: Math.floor(Date.now() / 1000),
    iss: issuer.getPublicKey(),
    sub: subject.getPublicKey(),
    name: 'test',
    nats: { version: 2, ...claims },
  };
  const signed = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part(body)}`;
  return `${signed}.${Buffer.from(issuer.sign(new TextEncoder().encode(signed))).toString('base64url')}`;
}
