// `npm run bench`: measures, writes bench/results.json and docs/benchmarks.md. `npm run bench -- --only TOPIC` measures
// one topic again and keeps the other rows; `--quick` takes a quarter of the rounds and writes nothing.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`the benchmarks run on the project's own Node: npm run bench (this is ${process.version})`);
  process.exit(69);
}
const { main } = await import('./harness/main.ts');
await main(process.argv.slice(2));
