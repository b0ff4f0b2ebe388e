import { describe } from '@jest/globals';
import { deadLettersComeBackIn } from './dead-letters.scenario.js';

describe('dead letters and the command chitieu, embedded', () => deadLettersComeBackIn(() => ({ mode: 'embedded' })));
