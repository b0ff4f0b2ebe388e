import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Two severities: error and off. What prettier decides is not linted; imports between folders: test/architecture.
const tests = ['**/*.spec.ts', '**/*.contract.ts', '**/*.fixture.ts', 'test/**', 'libs/testing/**'];
const pages = ['apps/dashboard/web/**'];

const noHiding = ['describe', 'it', 'test'].flatMap((name) => [
  {
    selector: `MemberExpression[object.name='${name}'][property.name='only']`,
    message: 'A test that hides the others is not committed.',
  },
  {
    // A condition that chooses between `it` and `it.skip` is another matter: it says where the test cannot run.
    selector: `CallExpression[callee.object.name='${name}'][callee.property.name=/^(skip|todo)$/]`,
    message: 'A test that never runs is not committed.',
  },
]);
const noModuleMock = {
  selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|unstable_mockModule|doMock)$/]",
  message: 'No module mocks: pass a fake through the port.',
};

const WORLD = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'console', 'globalThis'];
// Parsing a text that is given is pure; reading the clock is not.
const noClock = ["NewExpression[callee.name='Date'][arguments.length=0]", "CallExpression[callee.name='Date']"].map(
  (selector) => ({
    selector,
    message: 'Time is an argument.',
  }),
);

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/generated/**',
      '**/node_modules/**',
      '.chitieu/**',
      '**/coverage/**',
      'libs/contracts/{schemas,examples}/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      'no-unused-vars': 'off',
      'no-restricted-syntax': ['error', ...noHiding, noModuleMock],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['**/*.{mjs,cjs,js}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  {
    // Needs types: a promise nobody waits for is a write nobody knows the end of.
    files: ['{libs,apps,deploy}/*/src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: pages, languageOptions: { globals: globals.browser } },
  {
    // The domain is pure: time, chance and the world are arguments.
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...WORLD.map((name) => ({ name, message: 'libs/domain is pure: pass it as an argument.' })),
      ],
      'no-restricted-syntax': ['error', ...noClock],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
      ],
    },
  },
  { files: tests, rules: { 'max-lines-per-function': 'off' } },
  // Where it is decided, out loud, that a suite cannot run for want of a server.
  { files: ['libs/testing/src/describe-with-servers.ts'], rules: { 'no-restricted-syntax': ['error', noModuleMock] } },
  prettier,
);
