/**
 * What CI systems need to check agent scripts on every change. kesu is a dependency of the project, so
 * that its version is fixed by the lock file; `npx --no --` fails where it is missing instead of fetching
 * whatever the registry has under the name.
 */
import type { CiSystem } from './ci-systems.js';

export interface CiFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
}

/** Where agent scripts are looked for until the file is changed. */
export const SCRIPTS = 'scripts/';

export const CI_FILES: Readonly<Record<CiSystem, CiFile>> = {
  github: {
    path: '.github/workflows/kesu.yml',
    text: `# Checks agent scripts; findings appear in the diff and under Security > Code scanning.
name: kesu
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  security-events: write # for upload-sarif; code scanning of private repositories needs GitHub Code Security
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npx --no -- kesu lint ${SCRIPTS} --format sarif -o kesu.sarif --fail-on error
      - uses: github/codeql-action/upload-sarif@v4
        # also where the gate failed: that is when the findings are wanted
        if: always() && hashFiles('kesu.sarif') != ''
        with:
          sarif_file: kesu.sarif
          category: kesu
`,
  },
  gitlab: {
    path: '.gitlab-ci.yml',
    text: `# Checks agent scripts; findings appear in the merge request (Code Quality).
kesu:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  cache:
    key:
      files: [package-lock.json]
    paths: [.npm/]
  script:
    - npm ci --cache .npm --prefer-offline
    - npx --no -- kesu lint ${SCRIPTS} --format gitlab -o gl-code-quality-report.json --fail-on error
  artifacts:
    when: always # also where the gate failed
    reports:
      codequality: gl-code-quality-report.json
`,
  },
  'pre-commit': {
    path: '.pre-commit-config.yaml',
    text: `# For https://pre-commit.com: pre-commit install
repos:
  - repo: local
    hooks:
      - id: kesu-lint
        name: kesu lint
        entry: npx --no -- kesu lint --fail-on error
        language: system
        files: ^${SCRIPTS}
`,
  },
  'git-hook': {
    path: '.githooks/pre-commit',
    executable: true,
    text: `#!/bin/sh
# Checks agent scripts as they are staged, not as they lie in the folder. Switch it on once a clone:
#   git config core.hooksPath .githooks
set -eu
git diff --cached --quiet --diff-filter=ACMR -- ${SCRIPTS} && exit 0
bin=$PWD/node_modules/.bin
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
# the commit as it will be, with its configuration, lexicons and baseline
git checkout-index --all --prefix="$staged/"
cd "$staged"
PATH="$bin:$PATH" kesu lint ${SCRIPTS} --fail-on error
`,
  },
};
