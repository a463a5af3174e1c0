import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../src/facts/documents.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => {
  const source = createSource(memoryRepository(contents));
  return { ...readDocuments(source), diagnostics: source.diagnostics };
};

const SAID = 'This says enough that a reader learns something from it, and can act on it: tag 1.2.0, and publish.\n';

describe('readDocuments: the README', () => {
  it.each([
    [['README', 'README.rst', 'readme.md'], 'readme.md'],
    [['README.txt', 'README.adoc'], 'README.adoc'],
    [['Readme.markdown', 'README.fr.md'], 'Readme.markdown'],
    [['.github/README.md', 'docs/README.md'], '.github/README.md'],
    [['docs/readme.md', 'packages/a/README.md'], 'docs/readme.md'],
    [['packages/a/README.md', 'README.docx'], undefined],
  ])('is chosen among %j', (paths, expected) => {
    expect(read(Object.fromEntries(paths.map((path) => [path, `# A\n\n${SAID}`]))).readme?.path).toBe(expected);
  });

  it('is a stub when it only has a heading', () => {
    expect(
      read({ 'README.md': '# My project\n\n<!-- TODO: describe the project in some detail -->\n' }).documents,
    ).toEqual([{ kind: 'readme', path: 'README.md', stub: true }]);
  });

  it('is reported when nobody could read it', () => {
    const { readme, diagnostics } = read({ 'README.md': 'word '.repeat(200_000) });
    expect(readme).toBeUndefined();
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'this document has 1000000 characters, the limit is 524288',
    ]);
  });
});

describe('readDocuments: files', () => {
  it.each([
    ['CONTRIBUTING.md', 'contributing'],
    ['.github/CONTRIBUTING.rst', 'contributing'],
    ['docs/dev/contributing.adoc', 'contributing'],
    ['HACKING', 'contributing'],
    ['DEVELOPMENT.md', 'development-guide'],
    ['CHANGELOG.md', 'changelog'],
    ['CHANGELOG.mkd', 'changelog'],
    ['CHANGES', 'changelog'],
    ['HISTORY.rst', 'changelog'],
    ['NEWS.md', 'changelog'],
    ['packages/core/ReleaseNotes.md', 'changelog'],
    ['release-notes-v2026.02.07.md', 'changelog'],
    ['change-notes.md', 'changelog'],
    ['docs/changelog.md', 'changelog'],
    ['docs/versionhistory.rst', 'changelog'],
    ['docs/operations.md', 'runbook'],
    ['docs/playbook.md', 'runbook'],
    ['.changeset/config.json', 'changelog'],
    ['.github/release.yml', 'release-notes'],
    ['docs/releasing.md', 'release-guide'],
    ['CODE_OF_CONDUCT.md', 'code-of-conduct'],
    ['SUPPORT.md', 'support'],
    ['GOVERNANCE.md', 'governance'],
    ['MAINTAINERS.md', 'maintainers'],
    ['.github/CODEOWNERS', 'code-owners'],
    ['docs/runbook.md', 'runbook'],
    ['runbooks/database-failover.md', 'runbook'],
    ['docs/on-call.md', 'on-call'],
    ['docs/incident-response.md', 'incident'],
    ['docs/rollback.md', 'rollback'],
    ['docs/how-to-deploy.md', 'deployment-guide'],
    ['wiki/Deployment.md', 'deployment-guide'],
    ['ARCHITECTURE.md', 'architecture'],
    ['docs/threat-model.md', 'threat-model'],
    ['UPGRADING.md', 'upgrade-guide'],
    ['docs/faq.md', 'faq'],
    ['docs/api.md', 'api-docs'],
    ['openapi.yaml', 'api-docs'],
    ['docs/configuration.md', 'configuration-reference'],
    ['PRIVACY.md', 'privacy'],
    ['docs/terms-of-service.md', 'terms'],
    ['CITATION.cff', 'citation'],
    ['ROADMAP.md', 'roadmap'],
    ['.github/ISSUE_TEMPLATE/bug.yml', 'issue-template'],
    ['.github/pull_request_template.md', 'pull-request-template'],
    ['.gitlab/merge_request_templates/default.md', 'pull-request-template'],
    ['AGENTS.md', 'agent-instructions'],
    ['.github/copilot-instructions.md', 'agent-instructions'],
    ['MODEL_CARD.md', 'model-card'],
    ['mkdocs.yml', 'user-docs'],
    ['.github/FUNDING.yml', 'funding'],
  ])('take %s to be of kind %s', (path, kind) => {
    expect(read({ [path]: SAID }).documents).toEqual([{ kind, path }]);
  });

  it('take it for a policy where issues of security are to be reported by mail', () => {
    const text =
      '# Security\n\nDo not post security issues in public. Security issues must be reported by email to ada@example.org.\n';
    expect(read({ 'SECURITY.md': text }).documents).toEqual([{ kind: 'security-policy', path: 'SECURITY.md' }]);
  });

  it('ask for content where a name misleads', () => {
    const { documents } = read({
      'SECURITY.md': 'Please report vulnerabilities to security@example.org, and not in public.\n',
      'docs/security.md': 'How the product encrypts the messages of its users at rest and in transit.\n',
      'SECURITY-INSIGHTS.yml': 'header:\n  schema-version: 1.0.0\n  report: security\n',
      'lib/OWNERS': 'approvers:\n  - ada\n',
      'data/OWNERS': 'a list of things that people own, one on a line\n',
      'docs/CODEOWNERS': '# nobody yet\n',
      'public/.well-known/security.txt': 'Contact: mailto:security@example.org\n',
    });
    expect(documents).toEqual([
      { kind: 'security-policy', path: 'SECURITY.md' },
      { kind: 'code-owners', path: 'lib/OWNERS' },
      { kind: 'security-policy', path: 'public/.well-known/security.txt' },
    ]);
  });

  it('count folders of decision records, fragments and pages as one document', () => {
    const { documents } = read({
      'docs/adr/0001-record-decisions.md': SAID,
      'docs/adr/0002-use-postgres.md': SAID,
      'docs/adr/template.md': SAID,
      'newsfragments/12.bugfix.rst': SAID,
      'newsfragments/README.md': SAID,
      'docs/install.md': SAID,
    });
    expect(documents).toEqual([
      { kind: 'decision-record', path: 'docs/adr/0001-record-decisions.md', count: 2 },
      { kind: 'changelog', path: 'newsfragments/12.bugfix.rst', count: 1 },
      { kind: 'user-docs', path: 'docs', count: 4 },
    ]);
  });

  it('tell programs of Ansible, and operations that a program has, from those of people', () => {
    const documents = (path: string, text: string) => read({ [path]: text }).documents.map(({ kind }) => kind);
    expect(documents('docs/playbooks.md', `# Playbooks\n\nAnsible runs these. ${SAID}`)).not.toContain('runbook');
    expect(documents('docs/04-stack-operations.md', SAID)).not.toContain('runbook');
  });

  it('mark stubs', () => {
    expect(read({ 'CONTRIBUTING.md': '# Contributing\n\nTODO\n', 'CHANGELOG.md': '' }).documents).toEqual([
      { kind: 'changelog', path: 'CHANGELOG.md', stub: true },
      { kind: 'contributing', path: 'CONTRIBUTING.md', stub: true },
    ]);
  });

  it('leave out what is somebody else’s, or something else', () => {
    const { documents } = read({
      'test/fixtures/CHANGELOG.md': SAID,
      'node_modules/a/CHANGELOG.md': SAID,
      'examples/app/CONTRIBUTING.md': SAID,
      'vendor/github.com/a/b/AGENTS.md': SAID,
      'test/fixtures/repo/CLAUDE.md': SAID,
      'debian/changelog': SAID,
      'src/changelog.ts': SAID,
      'hooks/build': SAID,
      'app/models/support.rb': SAID,
      '{{cookiecutter.name}}/CONTRIBUTING.md': SAID,
      'src/deeply/nested/module/support.md': SAID,
    });
    expect(documents).toEqual([]);
  });
});

describe('readDocuments: sections', () => {
  const README = `# Abacus

Adds numbers for people who would rather not do it by themselves.

## Contributing

See [the guide](doc/dev/start.md).

## 🚀 Deployment

Push a tag.
The pipeline does the rest.

## Reporting security issues

Write to security@example.org; we answer within two days and publish an advisory as soon as a fix is out.

## Configuration

| Variable | Meaning |
| -------- | ------- |
| PORT     | to listen on |

## Changelog

See <https://example.org/releases>.

## Roadmap

## FAQ

Soon.
`;

  it('stand for documents when they say something, or send their readers on', () => {
    expect(read({ 'README.md': README, 'doc/dev/start.md': SAID }).documents).toEqual([
      { kind: 'readme', path: 'README.md' },
      { kind: 'contributing', path: 'doc/dev/start.md' },
      { kind: 'deployment-guide', path: 'README.md', line: 9, section: '🚀 Deployment' },
      { kind: 'security-policy', path: 'README.md', line: 14, section: 'Reporting security issues' },
      { kind: 'configuration-reference', path: 'README.md', line: 18, section: 'Configuration' },
      { kind: 'faq', path: 'README.md', line: 30, section: 'FAQ', stub: true },
    ]);
  });

  it('about the Content Security Policy of pages are no policy on reports', () => {
    const kinds = (heading: string) =>
      read({ 'README.md': `# A\n\n${SAID}\n## ${heading}\n\n${SAID}\n` }).documents.map(({ kind }) => kind);
    expect(kinds('Content Security Policy')).not.toContain('security-policy');
    expect(kinds('Security policy')).toContain('security-policy');
  });

  it('tell of changes when they name versions', () => {
    const changes = (text: string) =>
      read({ 'README.md': `# A\n\n${SAID}\n## History\n\n${text}\n` }).documents.filter(
        ({ kind }) => kind === 'changelog',
      );
    expect(changes('- 1.1.0 adds fractions\n- 1.0.0 adds numbers')).toEqual([
      { kind: 'changelog', path: 'README.md', line: 5, section: 'History' },
    ]);
    expect(changes('It was written in one winter, by two people,\nand was given away when they had finished.')).toEqual(
      [],
    );
  });

  it.each([
    [
      'a branch and a request, wrapped',
      'Please send a GitHub pull request for a topic\nbranch. We look at it soon.',
      true,
    ],
    [
      'the way to a running program',
      '```sh\ngit clone x\ncd x\ndotnet build\ndotnet run\n```\nIssues are welcome.',
      true,
    ],
    ['a guide to development', 'Start with [the set-up](LOCAL_DEVELOPMENT_SETUP.md), then ask us in the forum.', true],
    ['thanks', 'We thank all who have helped so far, and those who will.\nYou know who you are, and so do we.', false],
  ])('on contributing guide those who tell of %s', (_, text, guides) => {
    const documents = read({
      'README.md': `# A\n\n${SAID}\n## Contributing\n\n${text}\n`,
      'LOCAL_DEVELOPMENT_SETUP.md': SAID,
    }).documents.filter(({ kind }) => kind === 'contributing');
    expect(documents.some(({ stub }) => stub !== true)).toBe(guides);
  });

  it('find guides by their address on the host, and not those that are missing', () => {
    const readme = (target: string): string => `# A\n\n${SAID}\n## Contributing\n\nSee [here](${target}).\n`;
    const kinds = (target: string) =>
      read({ 'README.md': readme(target), 'dev/guide.md': SAID }).documents.filter(
        ({ kind }) => kind === 'contributing',
      );
    expect(kinds('https://example.org/a/b/blob/main/dev/guide.md')).toEqual([
      { kind: 'contributing', path: 'dev/guide.md' },
    ]);
    expect(kinds('./dev/')).toEqual([{ kind: 'contributing', path: 'dev' }]);
    expect(kinds('dev/missing.md')).toEqual([
      { kind: 'contributing', path: 'README.md', line: 5, section: 'Contributing', stub: true },
    ]);
    expect(kinds('%E0%A4%A')).toMatchObject([{ stub: true }]);
  });

  it('do not take the title for a section', () => {
    expect(read({ 'README.md': `# Deployment scripts\n\n${SAID}${SAID}` }).documents).toEqual([
      { kind: 'readme', path: 'README.md' },
    ]);
  });

  it('are read in the contributing guide too', () => {
    const { documents } = read({
      'CONTRIBUTING.md': `# Contributing\n\n${SAID}\n## Release process\n\nTag it.\nPush it.\n`,
    });
    expect(documents).toEqual([
      { kind: 'contributing', path: 'CONTRIBUTING.md' },
      { kind: 'release-guide', path: 'CONTRIBUTING.md', line: 5, section: 'Release process' },
    ]);
  });
});
