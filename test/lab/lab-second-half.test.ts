import { labSuite, part } from './suite.ts';

labSuite(part(1, 2));
