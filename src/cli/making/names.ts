import { encodeName } from '../../pki/names/encode-name.ts';
import { subjectFromHosts } from '../../pki/names/from-hosts.ts';
import { parseSubject } from '../../pki/names/parse-subject.ts';
import type { Subject } from '../../pki/names/subject.ts';
import type { Certificate } from '../../pki/parse/certificate.ts';
import type { CertificationRequest } from '../../pki/parse/certification-request.ts';
import { type Requested, type RequestedName, requestedFrom, requestedHost } from '../../pki/requested.ts';
import { type Host, parseHosts } from '../../pki/san/host.ts';

/** The flags that name a certificate. */
export interface NameFlags {
  readonly subject?: string | undefined;
  readonly host?: string[] | undefined;
  readonly from?: string | undefined;
}

/** What the flags say of names, read and checked. */
export interface TypedNames {
  readonly subject: Subject | undefined;
  readonly hosts: readonly Host[];
}

/**
 * Reads subject and hosts as typed.
 * @throws AppError those of `parseSubject` and `parseHosts`
 */
export function typedNames({ subject, host = [] }: NameFlags): TypedNames {
  const hosts = parseHosts(host);
  return { subject: subject === undefined ? undefined : parseSubject(subject), hosts };
}

/** The names of a certificate to be made, and what else was asked for with them. */
export interface ChosenNames {
  /** Name, DER. */
  readonly subject: Buffer;
  readonly names: readonly RequestedName[];
  /** Whether the names were typed, and so a misfit is a mistake on the command line. */
  readonly typed: boolean;
  /** The request or certificate that the rest comes from. */
  readonly requested: Requested | undefined;
}

/**
 * What is typed goes before what a request or a certificate says; subject and hosts each on their own.
 * @throws AppError those of `requestedFrom`
 */
export function chooseNames(typed: TypedNames, source: Certificate | CertificationRequest | undefined): ChosenNames {
  const hosts = typed.hosts.map(requestedHost);
  if (source === undefined) {
    const subject = encodeName(typed.subject ?? subjectFromHosts(typed.hosts));
    return { subject, names: hosts, typed: true, requested: undefined };
  }
  const requested = requestedFrom(source);
  const named = typed.subject !== undefined || requested.subject.isEmpty;
  return {
    subject: named ? encodeName(typed.subject ?? subjectFromHosts(typed.hosts)) : requested.subject.der,
    names: hosts.length > 0 ? hosts : requested.names,
    typed: hosts.length > 0,
    requested,
  };
}
