import { labSuite, part } from './suite.ts';

labSuite(part(0, 2));
