/**
 * Scenarios in which the usual tools are asked as well, and what counts as naming the root cause: generously, any words that would
 * put a reader on the right track. A tool that only fails, or tells a symptom that several causes share, does not name it.
 */
export const SUBJECTS: Readonly<Record<string, RegExp>> = {
  'dns-nxdomain':
    /NXDOMAIN|name or service not known|could not resolve|failed to resolve|can't resolve|no ipv4\/ipv6 address/i,
  'dns-hosts-stale': /hosts file|stale/i,
  'dns-address-dead-silent': /(one|1) of|dead address|address(es)? (is|are) (down|dead)/i,
  'tcp-refused': /refused|12345\/tcp closed/i,
  'firewall-reject-port': /firewall|filtered|port-unreach/i,
  'firewall-drop-port': /firewall|filtered|dropped/i,
  'tcp-single-accept': /one (client|connection) at a time|busy/i,
  'tcp-pmtu-server-to-client': /\bmtu\b|large packets/i,
  'peer-http-nginx': /plain http|HTTP\/1\.[01] \d{3}|speaks http/i,
  'peer-starttls--smtp': /starttls|e?smtp/i,
  'tls-version-too-old': /unsupported protocol|alert protocol version|TLS 1\s+offered|TLSv1\.0(:|\s+enabled)/i,
  'tls-no-shared-cipher': /no shared cipher|no ciphers? in common/i,
  'tls-server-keyless': /no usable certificate|key.*(mismatch|does not match)/i,
  'tls-sni-unknown--nginx': /unrecogni[sz]ed.?name/i,
  'tls-client-cert-required-tls13': /certificate required|acceptable client certificate|client auth\w*\s+requ/i,
  'tls-alpn': /no.application.protocol/i,
  'tls-hello-intolerant--deep': /intolerant|client ?hello.*(size|large)/i,
  'cert-expired': /expired/i,
  'cert-hostname': /does not match|mismatch|no alternative certificate subject name/i,
  'cert-unknown-ca': /private ca|unknown (ca|authority)/i,
  'cert-missing-intermediate-by-key-identifier': /chain incomplete|incomplete chain|missing intermediate/i,
  'cert-revoked-says-the-staple': /revoked/i,
  'cert-pool-mixed-behind-haproxy': /different certificates|several certificates/i,
};

/** Scenarios in which nothing is wrong and the tools are asked for the time that they take: an nginx, an openssl s_server, the reference server. */
export const HEALTHY_SUBJECTS: readonly string[] = [
  'healthy-nginx-ec',
  'healthy-openssl-rsa-tls13',
  'healthy-llave-serve',
];
