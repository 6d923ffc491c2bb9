/** Runs before each test file: files of one worker share modules, so what follows a file is said here. */
import { afterAll } from 'vitest';
import { removeFolders } from './lexicon/overlay.js';

afterAll(removeFolders);
