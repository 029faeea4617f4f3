import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { uint, uint16List, vector } from '../bytes/writer.ts';
import { type ClientHello, readClientHello } from '../messages/client-hello.ts';
import { HANDSHAKE } from '../tables/content-types.ts';
import { EXTENSION } from '../tables/extension-types.ts';
import { CLIENT_HELLO } from '../tables/handshake-types.ts';
import { SSL3, TLS10, TLS13 } from '../tables/versions.ts';
import { makeKeyShare } from './key-shares.ts';
import type { ClientHelloSpec } from './spec.ts';

const RECORD_HEADER_LENGTH = 5;
const EXTENSION_HEADER_LENGTH = 4;
const MAX_PLAINTEXT_LENGTH = 2 ** 14;

/** A ClientHello ready to be sent. */
export interface BuiltClientHello {
  /** Its records, as they go on the wire. */
  bytes: Buffer;
  /** The same, read back: what the other end should see. */
  hello: ClientHello;
}

/**
 * Builds a ClientHello (RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2) of any version, without asking the local
 * OpenSSL what it would allow. Random, session id and key shares are fresh.
 */
export function buildClientHello(spec: ClientHelloSpec): BuiltClientHello {
  const head = Buffer.concat([
    uint(2, spec.legacyVersion),
    randomBytes(32),
    // A session id makes a TLS 1.3 hello look like one that resumes (RFC 8446, appendix D.4).
    vector(1, offersTls13(spec) ? randomBytes(32) : Buffer.alloc(0)),
    uint16List(2, spec.cipherSuites),
    vector(1, uint(1, 0)),
  ]);
  const body = spec.legacyVersion === SSL3 ? head : Buffer.concat([head, extensionBlock(spec, head.length)]);
  const raw = Buffer.concat([uint(1, CLIENT_HELLO), vector(3, body)]);
  const recordVersion = spec.recordVersion ?? Math.min(spec.legacyVersion, TLS10);
  return { bytes: intoRecords(raw, recordVersion), hello: readClientHello(raw) };
}

function offersTls13(spec: ClientHelloSpec): boolean {
  return spec.supportedVersions?.includes(TLS13) ?? false;
}

function extension(type: number, ...data: readonly Uint8Array[]): Buffer {
  return Buffer.concat([uint(2, type), vector(2, ...data)]);
}

function extensionBlock(spec: ClientHelloSpec, headLength: number): Buffer {
  const extensions = [...naming(spec), ...cryptography(spec)];
  const length = extensions.reduce((sum, each) => sum + each.length, 0);
  const missing = (spec.padTo ?? 0) - (RECORD_HEADER_LENGTH + 4 + headLength + 2 + length);
  if (missing > 0) {
    extensions.push(extension(EXTENSION.padding, Buffer.alloc(Math.max(0, missing - EXTENSION_HEADER_LENGTH))));
  }
  return vector(2, ...extensions);
}

function naming({ serverName, alpn = [], statusRequest, timestamps }: ClientHelloSpec): Buffer[] {
  const extensions: Buffer[] = [];
  if (serverName && isIP(serverName) === 0) {
    const name = Buffer.concat([uint(1, 0), vector(2, Buffer.from(serverName.replace(/\.$/, ''), 'latin1'))]);
    extensions.push(extension(EXTENSION.serverName, vector(2, name)));
  }
  if (alpn.length > 0) {
    const names = alpn.map((name) => vector(1, Buffer.from(name, 'latin1')));
    extensions.push(extension(EXTENSION.alpn, vector(2, ...names)));
  }
  if (statusRequest) extensions.push(extension(EXTENSION.statusRequest, Buffer.from([1, 0, 0, 0, 0])));
  if (timestamps) extensions.push(extension(EXTENSION.signedCertificateTimestamp));
  return extensions;
}

function cryptography(spec: ClientHelloSpec): Buffer[] {
  const { groups = [], signatureSchemes = [], supportedVersions = [] } = spec;
  const extensions = [extension(EXTENSION.renegotiationInfo, uint(1, 0)), extension(EXTENSION.extendedMasterSecret)];
  if (groups.length > 0) {
    extensions.push(extension(EXTENSION.supportedGroups, uint16List(2, groups)));
    extensions.push(extension(EXTENSION.ecPointFormats, Buffer.from([1, 0])));
  }
  if (signatureSchemes.length > 0) {
    extensions.push(extension(EXTENSION.signatureAlgorithms, uint16List(2, signatureSchemes)));
  }
  if (supportedVersions.length > 0) {
    extensions.push(extension(EXTENSION.supportedVersions, uint16List(1, supportedVersions)));
  }
  if (offersTls13(spec)) extensions.push(extension(EXTENSION.keyShare, vector(2, ...keyShareEntries(spec))));
  return extensions;
}

function keyShareEntries({ keyShares = [] }: ClientHelloSpec): Buffer[] {
  return keyShares.flatMap((group) => {
    const share = makeKeyShare(group);
    return share ? [Buffer.concat([uint(2, group), vector(2, share)])] : [];
  });
}

function intoRecords(message: Buffer, version: number): Buffer {
  const records: Buffer[] = [];
  for (let start = 0; start < message.length; start += MAX_PLAINTEXT_LENGTH) {
    const fragment = message.subarray(start, start + MAX_PLAINTEXT_LENGTH);
    records.push(Buffer.concat([uint(1, HANDSHAKE), uint(2, version), vector(2, fragment)]));
  }
  return Buffer.concat(records);
}
