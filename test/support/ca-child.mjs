// Issues certificates from a CA, one after the other; the CA's folder and how many are its arguments.
import { issueServer } from './ca-issue.ts';

const [dir, count] = process.argv.slice(2);
for (let n = 0; n < Number(count); n += 1) await issueServer(dir, [`h${n}.example.org`]);
