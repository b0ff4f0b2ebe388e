import suites from './jest.config.mjs';

const unit = suites.projects.find((project) => project.displayName === 'unit');

/** The rules are pure, so nearly every branch of them can be reached by a test that needs nothing. */
export default {
  ...unit,
  testMatch: ['<rootDir>/libs/domain/**/*.spec.ts'],
  collectCoverage: true,
  coverageProvider: 'v8',
  coverageReporters: ['text-summary'],
  coverageDirectory: '<rootDir>/.chitieu/coverage',
  collectCoverageFrom: ['<rootDir>/libs/domain/src/**/*.ts', '!**/*.spec.ts', '!**/*.fixture.ts', '!**/index.ts'],
  coverageThreshold: { global: { branches: 95 } },
};
