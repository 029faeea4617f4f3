import { DerCursor } from './der/cursor.ts';
import { Tag } from './der/tags.ts';
import type { Extension } from './parse/extension.ts';
import { readGeneralName } from './parse/general-name.ts';
import type { Name } from './parse/name.ts';
import type { NameType } from './profile.ts';
import { encodeGeneralName } from './san/encode-san.ts';
import { type Host, parseHost } from './san/host.ts';

/** One alternative name that somebody asks for. */
export interface RequestedName {
  /** Kinds that no profile knows (x400Address and the like) are `unknown`. */
  readonly type: NameType | 'unknown';
  /** GeneralName, DER. */
  readonly der: Buffer;
  /** For messages. */
  readonly text: string;
}

/**
 * What a requester asks for, in a request or in a certificate that is to be made anew. Nothing of it is granted: `grant`
 * does that, by the profile.
 */
export interface Requested {
  readonly subject: Name;
  readonly names: readonly RequestedName[];
  readonly extensions: readonly Extension[];
}

interface Source {
  readonly subject: Name;
  readonly extensions: readonly Extension[];
}

/**
 * Takes down what a request or a certificate asks for. Its names are held to the same rules as typed ones.
 * @throws AppError ERR_HOST_... for a name that no certificate may hold
 */
export function requestedFrom({ subject, extensions }: Source): Requested {
  const san = extensions.find(({ key }) => key === 'subjectAltName');
  return { subject, names: san === undefined ? [] : readNames(san.value), extensions };
}

/** A host given by flag, as a requested name. */
export function requestedHost(host: Host): RequestedName {
  return { type: host.type, der: encodeGeneralName(host), text: host.value };
}

function readNames(value: Buffer): RequestedName[] {
  const names: RequestedName[] = [];
  const list = new DerCursor(value).expect(Tag.sequence).enter();
  while (!list.atEnd) {
    list.next();
    const der = list.element();
    const name = readGeneralName(list);
    if (name.type === 'dns' || name.type === 'ip' || name.type === 'email' || name.type === 'uri') {
      names.push(requestedHost(parseHost(`${name.type}:${name.value}`)));
    } else names.push({ type: name.type === 'other' ? 'other' : 'unknown', der, text: name.type });
  }
  return names;
}
