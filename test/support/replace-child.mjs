// Runs the scene in a process of its own, to be killed.
import { replaceIn } from './replace-scene.ts';

const [folder, mode, hook] = process.argv.slice(2);
process.stdout.write(await replaceIn(folder, mode, hook));
