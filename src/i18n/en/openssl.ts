/** What --show-openssl says besides the commands themselves. */
export default {
  flag: 'print the openssl commands that come closest, and what they lose, instead of doing it',
  impossible: 'openssl cannot do this',
  heading: 'with openssl:',
  loses: 'what is lost with it:',
  'key-mode': 'a key file that exists keeps its permissions: one that everybody can read stays readable',
  overwrites: 'what exists is replaced without a question',
  'no-transaction': 'the files are written one after the other: a stop in between leaves a pair that does not fit',
  iterations:
    'without -iter, OpenSSL derives the key from the passphrase with 2,048 rounds; -iter as printed here is what llave does',
  'no-form': 'it has no such form',
  'needs-3-5': 'it needs OpenSSL 3.5 or later',
  'names-unchecked':
    'names are written as typed: an address as a DNS name, spaces, letters outside ASCII and wildcards in the wrong place pass',
  'subject-attribute':
    'an attribute of the subject is left out: openssl skips types that it does not know, and says so only in passing',
  dates: 'begin and end cannot be chosen before OpenSSL 3.4: -days counts from now',
  'last-second':
    'the certificate lives one second longer than the days say (the last second counts), which the limits of Apple and of public authorities take for another day',
  acceptance: 'nobody says beforehand which clients will refuse the certificate',
  'no-index':
    'nothing is recorded: what was issued can be neither listed nor revoked by serial number, and two processes are not kept apart',
  'constraints-late':
    'names that the authority may not issue for are found out by the first client, not before issuing',
  'requester-unchecked':
    'what the request asks for is neither checked nor reported: without -extfile the certificate would have version 1 and no names at all',
  'no-reason': 'a no is an error number: neither the certificate nor the rule is named in words, nor what to do',
  lenient: 'some rules of RFC 5280 are not looked at even with -x509_strict, and unknown names pass',
  webpki: 'the rules for public authorities (validity, names, serial numbers) are not looked at',
  'policy-sets': 'which policies hold in the end is not printed',
  order: 'the certificates come out in the order in which they go in: nothing is sorted or left out',
  'no-detection': 'what the files hold, and in which encoding, has to be known and said beforehand',
  'pkcs12-name': 'that a passphrase outside ASCII will be refused by Java is not said',
  throwaway: 'the key is removed, but its octets are not overwritten first',
} as const;
