/** What `llave doctor` says of two diagnoses, and of what would decide one that is not certain. */
export default {
  heading: 'compared with {file} ({at}):',
  nothing: 'nothing that matters has changed',
  changed: 'changed: {what}',
  'change.status': 'verdict: {before} → {now}',
  'change.cause': 'cause: {before} → {now}',
  'change.evidence': '{key}: {before} → {now}',
  'change.addresses': 'addresses: {before} → {now}',
  'change.certificate': 'certificate (SHA-256): {before} → {now}',
  'change.server': 'first words of the server: {before} → {now}',
  'change.time': 'time of {key}: {before} → {now}',
  none: 'none',
  'says.other-target': 'these are two targets, {before} and {now}: differences are differences between them',
  'says.only-from-one-machine':
    'it works from {works} and not from {fails}: what decides lies between {fails} and the server (its network, or a list of who may connect), not in the service',
  'says.from-both-machines':
    'it fails in the same way from {before} and from {now}: the cause is on the side of the server',
  'says.service-not-network':
    'the reference server in place of the service is reached ({step} works): the network lets it through; the cause is the service itself, its settings, or a queue that it does not empty',
  'says.gets-through-now':
    'packets to port {port} get through now, and nobody listens there: nothing in between drops them; start the server',
  'says.network-not-service':
    'still [{cause}]. If the reference server was running in place of the service, the service is not to blame: a firewall or the network is. If it was not, start it and compare again',
  'says.address-was-it': 'the name led to {before} and leads to {now}: the old address was the cause',
  'says.asked-differently': 'the two were asked for differently ({flags}){decisive| and that decides|}',
  'says.family-lost': 'IPv{family} worked and does not any more, while the other family does',
  'says.certificate-changed':
    'another certificate is served (valid until {now}, before until {before}), {sameKey|with the same key|with another key}, {sameIssuer|from the same issuer|from another issuer}',
  'says.is-mended': 'what was wrong [{cause}] is mended',
  'says.broke-since': 'it worked, and does not any more [{cause}]',
  'says.further-now': 'it gets further: {step} works now ([{before}] is gone), and [{now}] has become visible',
  'says.other-cause': 'the cause was [{before}] and is [{now}]',
  'says.same-cause': 'the cause is still [{cause}]',
  'says.still-works': 'it worked, and works',
  'decide.heading': 'what would decide it:',
  'decide.record': 'keep what is seen now',
  'decide.replace': 'stop the service and let the reference server take its place (in an empty folder)',
  'decide.repeat': 'look again: what has changed decides',
  'decide.elsewhere': 'look from another machine, and compare here',
} as const;
