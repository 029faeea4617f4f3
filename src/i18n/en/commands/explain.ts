export default {
  description:
    'Explains a code that doctor or an error named: what it means, what follows, what causes it, how to mend it. Works without a network.',
  'arg.code': 'the code, as doctor or an error printed it',
  'example.finding': 'what does this finding mean?',
  'example.list': 'list all codes',
  'heading.findings': 'FINDINGS',
  'heading.errors': 'ERRORS',
  'heading.consequences': 'What follows',
  'heading.causes': 'What causes it',
  'heading.fixes': 'How to mend it',
  'heading.reproduce': 'How to see it happen',
  'label.exit': 'ends the command with exit code {exit}',
  'heading.hints': 'What to do',
} as const;
