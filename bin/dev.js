#!/usr/bin/env node
// For developers: bundles the sources, then runs them.
import { build } from '../build.mjs';

await build();
await import('./run.js');
