import { bitString, enumerated, explicit, integer, octetString, oid, sequence, time } from './der/encode.ts';
import type { Signer } from './engine.ts';
import { authorityKeyIdentifier } from './extensions.ts';
import { CRL_REASONS, type CrlReason } from './parse/extensions/crl-extensions.ts';
import { extensionOid } from './parse/extensions/registry.ts';
import { signatureAlgorithmIdentifier, signBytes } from './signature-algorithm-identifier.ts';

/** One revoked certificate, as it goes into a list. */
export interface Revocation {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly at: Date;
  readonly reason: CrlReason;
}

/** What a certificate revocation list is made from. */
export interface CrlInput {
  /** Name, DER. */
  readonly issuer: Uint8Array;
  /** Subject key identifier of the issuer. */
  readonly issuerKeyIdentifier: Uint8Array;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly Revocation[];
}

/**
 * Makes a v2 certificate revocation list (RFC 5280 5.1) with its number and the issuer's key identifier, DER. It is written
 * here and not by the library, whose entries without a reason hold an empty list of extensions, which 5.1 forbids.
 */
export function createCrl(input: CrlInput, { privateKey, spec, hash }: Signer): Buffer {
  const { issuer, number, thisUpdate, nextUpdate, revoked } = input;
  const algorithm = signatureAlgorithmIdentifier(spec, hash);
  const tbs = sequence(
    integer(1),
    algorithm,
    issuer,
    time(thisUpdate),
    time(nextUpdate),
    // An empty list is left out altogether (5.1.2.6).
    ...(revoked.length === 0 ? [] : [sequence(...revoked.map(entry))]),
    explicit(
      0,
      sequence(
        extension(authorityKeyIdentifier(input.issuerKeyIdentifier)),
        extension({ oid: extensionOid('cRLNumber'), value: integer(number) }),
      ),
    ),
  );
  return sequence(tbs, algorithm, bitString(signBytes(tbs, privateKey, spec, hash)));
}

function entry({ serialNumber, at, reason }: Revocation): Buffer {
  const fields = [
    integer(Buffer.from(serialNumber.padStart(serialNumber.length + (serialNumber.length % 2), '0'), 'hex')),
    time(at),
  ];
  // `unspecified` should be left out (5.3.1).
  if (reason === 'unspecified') return sequence(...fields);
  const value = enumerated(CRL_REASONS.indexOf(reason));
  return sequence(...fields, sequence(extension({ oid: extensionOid('reasonCode'), value })));
}

/** Neither of the extensions of a list or an entry that we write is critical. */
function extension({ oid: id, value }: { readonly oid: string; readonly value: Uint8Array }): Buffer {
  return sequence(oid(id), octetString(value));
}
