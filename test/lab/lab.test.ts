import { labSuite } from './suite.ts';

labSuite(0, 2);
