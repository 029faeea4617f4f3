import { labSuite } from './suite.ts';

labSuite(1, 2);
