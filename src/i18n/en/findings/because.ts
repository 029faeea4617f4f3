/** Why a neighbour of a finding is excluded; shared by all checks. */
export default {
  'resolver-says-nxdomain': 'the resolver {resolver} itself says that the name does not exist',
  'resolver-answered': 'the resolver {resolver} answered',
  'refused-not-silent': 'the refusal came at once; dropped packets bring silence',
  'no-icmp': 'the kernel counted no ICMP error: the host itself reset the connection',
  'peer-answered': 'the peer answered in plain text',
} as const;
