// Writes the files given as JSON on the command line; the umask is part of the scene.
import { writeFiles } from '../../src/files/safe-write.ts';

const { files, force, umask } = JSON.parse(process.argv[2]);
if (umask !== undefined) process.umask(umask);
await writeFiles(
  files.map((file) => ({ ...file, data: Buffer.from(file.data) })),
  { force },
);
process.stdout.write('done');
