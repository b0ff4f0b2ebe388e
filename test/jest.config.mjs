import { fileURLToPath } from 'node:url';

/**
 * Suites by file suffix: `*.spec.ts` and `*.prop.spec.ts` need nothing; `*.int.spec.ts` talk to real servers that
 * `test/servers` starts; `*.e2e.spec.ts` run the processes. Choose one with --selectProjects.
 */
const common = {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/(apps|libs|deploy)/[^/]+/dist/', '<rootDir>/.chitieu/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const project = (displayName, testMatch, testPathIgnorePatterns = []) => ({
  ...common,
  displayName,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', ...testPathIgnorePatterns],
});

export default {
  testTimeout: 60_000, // real servers start inside hooks
  projects: [
    project('unit', ['<rootDir>/{libs,apps,deploy,test}/**/*.spec.ts'], ['\\.(int|e2e)\\.spec\\.ts$']),
    project('int', ['<rootDir>/{libs,apps,deploy,test}/**/*.int.spec.ts']),
    project('e2e', ['<rootDir>/{libs,apps,deploy,test}/**/*.e2e.spec.ts']),
  ],
};
