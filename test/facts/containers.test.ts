import { describe, expect, it } from 'vitest';
import { readContainers } from '../../src/facts/containers.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => {
  const source = createSource(memoryRepository(contents));
  return { ...readContainers(source), diagnostics: source.diagnostics };
};

const SERVICE = `# syntax=docker/dockerfile:1
ARG NODE_VERSION=22.4
FROM --platform=$BUILDPLATFORM node:\${NODE_VERSION}-alpine@sha256:0123abcd AS base
WORKDIR /app
ENV NODE_ENV=production \\
    API_TOKEN="s3cret value"
USER node

FROM base AS build
ARG GIT_SHA
COPY package.json package-lock.json ./
RUN npm ci \\
    # the cache would only make the layer larger
    && npm cache clean --force
RUN <<EOF
npm run build
EOF
COPY . .

FROM base
COPY --from=build /app/dist ./dist
EXPOSE 8080 9090/tcp
HEALTHCHECK --interval=30s CMD wget -q http://localhost:8080/health || exit 1
ENTRYPOINT ["node", "dist/server.js"]
CMD ["--port", "8080"]
`;

describe('readContainers: sbt', () => {
  it.each([
    ['addSbtPlugin("se.marcuslonnberg" % "sbt-docker" % "1.11.0")\n', 1],
    ['addSbtPlugin("com.tapad" % "sbt-docker-compose" % "1.0.35")\n', 0],
  ])('takes %j for %i builds of an image', (text, count) => {
    expect(read({ 'project/plugins.sbt': text }).builds).toHaveLength(count);
  });
});

describe('readContainers: Dockerfiles', () => {
  it('reads stages, and what the final stage inherits', () => {
    const [dockerfile] = read({ Dockerfile: SERVICE, 'src/server.js': '' }).dockerfiles;
    expect(dockerfile).toEqual({
      path: 'Dockerfile',
      role: 'config',
      purpose: 'app',
      stages: [
        { image: 'node', tag: '22.4-alpine', digest: 'sha256:0123abcd', alias: 'base', variable: false, line: 3 },
        { image: 'base', alias: 'build', parent: 0, variable: false, line: 9 },
        { image: 'base', parent: 0, variable: false, line: 20 },
      ],
      user: { text: 'node', line: 7 },
      ports: ['8080', '9090/tcp'],
      healthcheck: { text: 'CMD wget -q http://localhost:8080/health || exit 1', line: 23, disabled: false },
      entrypoint: { text: 'node dist/server.js', line: 24, form: 'exec', stage: 2 },
      command: { text: '--port 8080', line: 25, form: 'exec', stage: 2 },
      runs: [
        {
          text: 'npm ci && npm cache clean --force',
          line: 12,
          form: 'shell',
          stage: 1,
        },
        { text: '<<EOF\nnpm run build\nEOF', line: 15, form: 'shell', stage: 1 },
      ],
      copies: [
        { instruction: 'COPY', sources: ['package.json', 'package-lock.json'], stage: 1, line: 11 },
        { instruction: 'COPY', sources: ['.'], stage: 1, line: 18 },
        { instruction: 'COPY', from: 'build', sources: ['/app/dist'], stage: 2, line: 21 },
      ],
      variables: [
        { name: 'NODE_VERSION', kind: 'arg', valued: true, stage: -1, line: 2 },
        { name: 'NODE_ENV', kind: 'env', valued: true, stage: 0, line: 5 },
        { name: 'API_TOKEN', kind: 'env', valued: true, stage: 0, line: 5 },
        { name: 'GIT_SHA', kind: 'arg', valued: false, stage: 1, line: 10 },
      ],
    });
  });

  it('keeps no values of variables', () => {
    expect(JSON.stringify(read({ Dockerfile: SERVICE }).dockerfiles)).not.toContain('s3cret');
  });

  it.each([
    [
      'FROM registry.example.org:5000/team/app',
      { image: 'registry.example.org:5000/team/app', variable: false, line: 1 },
    ],
    [
      'FROM registry.example.org:5000/team/app:1.2',
      { image: 'registry.example.org:5000/team/app', tag: '1.2', variable: false, line: 1 },
    ],
    ['FROM $BASE', { image: '$BASE', variable: true, line: 1 }],
    [`FROM \${BASE:-debian:12}`, { image: 'debian', tag: '12', variable: false, line: 1 }],
    [`FROM \${BASE}:12`, { image: `\${BASE}`, tag: '12', variable: true, line: 1 }],
    ['FROM "ubuntu:24.04"', { image: 'ubuntu', tag: '24.04', variable: false, line: 1 }],
    ['from scratch', { image: 'scratch', variable: false, line: 1 }],
  ])('reads the image of %s', (line, stage) => {
    expect(read({ Dockerfile: `${line}\n` }).dockerfiles[0]?.stages).toEqual([stage]);
  });

  it.each([
    ['Dockerfile', 'FROM node:22\nCOPY . .\nCMD ["node", "index.js"]\n', 'app'],
    ['deploy/web.Dockerfile', 'FROM node:22\nCOPY . .\nCMD node index.js\n', 'app'],
    ['docker/Containerfile.prod', 'FROM scratch\n', 'app'],
    ['Dockerfile', 'FROM alpine\nRUN apk add tool\nENTRYPOINT ["/usr/bin/tool"]\n', 'app'],
    ['images/base/Dockerfile', 'FROM alpine\nRUN apk add curl\n', 'unknown'],
    ['Dockerfile', 'FROM ubuntu\nRUN apt-get install -y vim\nCMD ["/bin/bash"]\n', 'unknown'],
    // A tool for the command line, with a shell to use it from.
    ['Dockerfile', 'FROM ubuntu\nCOPY tools /opt/tools\nCMD ["/bin/bash"]\n', 'app'],
    ['vm/Dockerfile', 'FROM ubuntu\nCOPY keys /root/.ssh\nCMD ["/lib/systemd/systemd"]\n', 'unknown'],
    ['Dockerfile.dev', 'FROM node:22\nCOPY . .\nCMD npm start\n', 'development'],
    ['.devcontainer/Dockerfile', 'FROM mcr.microsoft.com/devcontainers/base\n', 'development'],
    ['devcontainer-api/Dockerfile', 'FROM python:3.12\nCOPY . .\nCMD ["python", "app.py"]\n', 'development'],
    ['desk/Dockerfile', 'FROM mcr.microsoft.com/vscode/devcontainers/python:3.12\nCOPY . /work\n', 'development'],
    ['desk/Dockerfile', 'FROM python:3.12\nCOPY . /work\nCMD ["sleep", "infinity"]\n', 'development'],
    ['test/server/Dockerfile', 'FROM node:22\nCOPY . .\nCMD npm start\n', 'development'],
    ['ci/Dockerfile', 'FROM node:22\nCOPY . .\nCMD npm test\n', 'ci'],
    ['Dockerfile.ci', 'FROM node:22\n', 'ci'],
    [
      'ci/Dockerfile',
      'FROM node:22 AS ci\nCOPY . .\nCMD npm test\nFROM node:22 AS production\nCOPY src src\nCMD ["node", "src/index.js"]\n',
      'app',
    ],
  ])('takes %s with %j to be for %s', (path, text, purpose) => {
    expect(read({ [path]: text }).dockerfiles.map((file) => file.purpose)).toEqual([purpose]);
  });

  it('leaves alone what only has the name, and what is somebody else’s', () => {
    const contents = {
      'Dockerfile.dockerignore': 'node_modules\n',
      'dockerfile.go': 'package x\n',
      'docs/Dockerfile.md': '# Dockerfile\n',
      'examples/app/Dockerfile': 'FROM node\n',
      'vendor/tool/Dockerfile': 'FROM node\n',
      'test/fixtures/Dockerfile': 'FROM node\n',
      profile: 'FROM node\n',
    };
    expect(read(contents)).toEqual({ dockerfiles: [], services: [], builds: [], truncated: false, diagnostics: [] });
  });

  it('reports a Dockerfile without FROM, but no template that includes one', () => {
    const { dockerfiles, diagnostics } = read({
      Dockerfile: 'RUN echo\n',
      'Dockerfile.j2': '{% include "base" %}\nRUN echo\n',
    });
    expect(dockerfiles).toEqual([]);
    expect(diagnostics).toEqual([
      { fact: 'containers', path: 'Dockerfile', message: 'a Dockerfile needs a FROM instruction' },
    ]);
  });

  it('reports a Dockerfile that nobody wrote', () => {
    const { diagnostics } = read({ Dockerfile: `FROM a\n${'RUN b\n'.repeat(30_000)}` });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'this Dockerfile has 180007 bytes, the limit is 131072',
    ]);
  });

  it('says when a health check is switched off', () => {
    const [dockerfile] = read({ Dockerfile: 'FROM a\nHEALTHCHECK NONE\n' }).dockerfiles;
    expect(dockerfile?.healthcheck).toEqual({ text: 'NONE', line: 2, disabled: true });
  });

  it('forgets the inherited command at a new entry point', () => {
    const [dockerfile] = read({ Dockerfile: 'FROM a AS b\nCMD run\nFROM b\nENTRYPOINT exec tool\n' }).dockerfiles;
    expect(dockerfile?.command).toBeUndefined();
    expect(dockerfile?.entrypoint).toEqual({ text: 'exec tool', line: 4, form: 'shell', stage: 1 });
  });

  it('survives what is no Dockerfile at all', () => {
    for (const text of [
      'FROM',
      'FROM \\',
      'FROM a\nRUN ["',
      'FROM a\nENV =\nARG\nUSER\nEXPOSE\nCOPY\nHEALTHCHECK\nCMD [1, {}]',
      '\0\x01FROM',
    ]) {
      expect(() => read({ Dockerfile: text })).not.toThrow();
    }
  });
});

describe('readContainers: Compose files', () => {
  const COMPOSE = `x-defaults: &defaults
  restart: unless-stopped
  environment:
    LOG_LEVEL: info
services:
  api:
    <<: *defaults
    build:
      context: ./api
      dockerfile: Dockerfile.prod
    image: \${IMAGE:-registry.example.org/api:1.4}
    ports:
      - "8080:80"
      - target: 90
        published: 9090
    environment:
      - DATABASE_URL=postgres://user:hunter2@db/app
      - SENTRY_DSN
    env_file: .env
    volumes:
      - data:/data
      - type: bind
        source: ./conf
        target: /etc/api
    depends_on:
      db:
        condition: service_healthy
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost"]
    deploy:
      resources:
        limits:
          memory: 512M
    user: "1000"
  db:
    image: postgres:16
    healthcheck:
      disable: true
    privileged: true
    depends_on: [cache]
`;

  it('reads services with what they configure', () => {
    expect(read({ 'docker-compose.yml': COMPOSE }).services).toEqual([
      {
        name: 'api',
        path: 'docker-compose.yml',
        role: 'config',
        purpose: 'app',
        line: 6,
        image: 'registry.example.org/api:1.4',
        build: './api',
        dockerfile: 'Dockerfile.prod',
        healthcheck: 'defined',
        ports: ['8080:80', '9090:90'],
        environment: ['DATABASE_URL', 'SENTRY_DSN'],
        environmentFiles: ['.env'],
        volumes: ['data:/data', './conf:/etc/api'],
        restart: 'unless-stopped',
        dependsOn: ['db'],
        limits: true,
        privileged: false,
        user: '1000',
      },
      {
        name: 'db',
        path: 'docker-compose.yml',
        role: 'config',
        purpose: 'app',
        line: 35,
        image: 'postgres:16',
        healthcheck: 'disabled',
        ports: [],
        environment: [],
        environmentFiles: [],
        volumes: [],
        dependsOn: ['cache'],
        limits: false,
        privileged: true,
      },
    ]);
  });

  it('keeps no values of variables', () => {
    expect(JSON.stringify(read({ 'compose.yaml': COMPOSE }).services)).not.toContain('hunter2');
  });

  it.each([
    ['docker-compose.yml', 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n', 'development'],
    ['docker-compose.yml', 'services:\n  db:\n    image: postgres\n  cache:\n    image: redis:7\n', 'development'],
    ['docker-compose.override.yml', 'services:\n  web:\n    image: x\n', 'development'],
    ['docker-compose.prod.yml', 'services:\n  web:\n    build: .\n', 'app'],
    ['compose.yaml', 'services:\n  web:\n    image: ghcr.io/a/b\n    restart: always\n', 'app'],
    ['compose.yaml', 'services:\n  web:\n    build: .\n', 'unknown'],
    ['docker-compose.yml', 'web:\n  build: .\ndb:\n  image: postgres\n', 'unknown'],
    ['ci/compose.yml', 'services:\n  web:\n    build: .\n', 'ci'],
  ])('takes %s with %j to be for %s', (path, text, purpose) => {
    expect(read({ [path]: text }).services[0]?.purpose).toBe(purpose);
  });

  it('reports malformed YAML, and shrugs at odd shapes', () => {
    const { services, diagnostics } = read({
      'compose.yml': 'services:\n  web: [\n',
      'docker-compose.yml': 'services: 3\n',
      'docker-compose.a.yml':
        'services:\n  web: null\n  api:\n    ports: {a: 1}\n    environment: 5\n    depends_on: 7\n    healthcheck: x\n',
      'docker-compose.b.yml': 'null\n',
      'compose.c.yml': '- a\n- b\n',
      'composer.yaml': 'services:\n  web:\n    image: x\n',
    });
    expect(
      services.map(({ name, ports, environment, dependsOn }) => ({ name, ports, environment, dependsOn })),
    ).toEqual([{ name: 'api', ports: [], environment: [], dependsOn: ['7'] }]);
    expect(diagnostics.map(({ path }) => path)).toEqual(['compose.yml']);
  });
});

describe('readContainers: other image builds', () => {
  it('recognises builders by file and content', () => {
    const { builds } = read({
      'project.toml': '[_]\nschema-version = "0.2"\n[io.buildpacks]\nbuilder = "x"\n',
      Procfile: 'web: bundle exec puma\n',
      'build.gradle.kts': 'plugins {\n  id("com.google.cloud.tools.jib") version "3.4"\n}\n',
      'pom.xml': '<project>\n<plugin><artifactId>jib-maven-plugin</artifactId></plugin>\n</project>\n',
      '.ko.yaml': 'defaultBaseImage: x\n',
      'nixpacks.toml': '[phases.build]\n',
      Earthfile: 'FROM alpine\n\nimage:\n    FROM +deps\n    SAVE IMAGE acme/web\n',
      'image.nix': 'pkgs.dockerTools.buildLayeredImage { name = "x"; }\n',
      '.goreleaser.yml': 'builds:\n  - main: .\ndockers:\n  - image_templates: [x]\n',
    });
    expect(builds).toEqual([
      { builder: 'goreleaser', path: '.goreleaser.yml', line: 3 },
      { builder: 'ko', path: '.ko.yaml' },
      { builder: 'earthly', path: 'Earthfile', line: 5 },
      { builder: 'procfile', path: 'Procfile', line: 1 },
      { builder: 'jib', path: 'build.gradle.kts', line: 2 },
      { builder: 'nix', path: 'image.nix', line: 1 },
      { builder: 'nixpacks', path: 'nixpacks.toml' },
      { builder: 'jib', path: 'pom.xml', line: 2 },
      { builder: 'buildpacks', path: 'project.toml', line: 1 },
    ]);
  });

  it('does not take namesakes for builders', () => {
    const { builds } = read({
      'Project.toml': 'name = "Julia"\nuuid = "x"\n[deps]\n',
      'pom.xml': '<project/>\n',
      'shell.nix': 'pkgs.mkShell {}\n',
      Earthfile: 'FROM alpine\n\ntest:\n    FROM +deps\n    RUN script/test\n',
      'examples/Procfile': 'web: run\n',
      'build.gradle': 'apply plugin: "java"\n',
    });
    expect(builds).toEqual([]);
  });
});
