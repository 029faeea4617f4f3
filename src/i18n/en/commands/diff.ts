export default {
  description:
    'Shows what two certificates or requests say differently, field by field: names as sets, extensions by what they mean. The answer is no (exit code 1) when they differ. Signatures are not compared: they change each time that the same is signed. A request can be compared with the certificate that was made of it.',
  'arg.a': 'certificate or request, in any encoding; the first one of the file counts',
  'arg.b': 'the one to compare it with',
  'example.renewed': 'what did the renewal change?',
  'example.granted': 'what of the request was granted?',
  'verdict.same': 'they say the same',
  'verdict.sameBytes': 'they are the same, byte for byte',
  'verdict.differ': '{n} {n|field differs|fields differ}',
  missing: '(absent)',
} as const;
