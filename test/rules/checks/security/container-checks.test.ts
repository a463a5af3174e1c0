import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

const APP = 'FROM node:22.1\nCOPY . .\nCMD ["node", "server.js"]\n';

describe('container-user', () => {
  it('names an image that runs as root', () => {
    const outcome = runCheck('container-user', { Dockerfile: APP });
    expect(outcome.value).toBe(false);
    expect(outcome.evidence.map(({ path }) => path)).toEqual(['Dockerfile']);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'starts the processes of development',
      { Dockerfile: 'FROM ruby:3.4.1\nCOPY . .\nCMD ["foreman", "start", "-f", "Procfile.dev"]\n' },
    ],
    ['starts a server of development', { Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ./start-dev.sh\n' }],
    ['has the one of production beside it', { Dockerfile: APP, 'production.Dockerfile': `${APP}USER 1000\n` }],
    [
      'takes settings of development',
      { Dockerfile: 'FROM debian:12\nCOPY . .\nRUN cp conf/config.dev conf/config\nCMD ["bin/app"]\n' },
    ],
    ['starts nothing and listens nowhere', { 'admin/Dockerfile': 'FROM debian:12\nCOPY . .\nRUN apt-get update\n' }],
    ['stands in for what the platform brings', { 'docker/cosmosdb/Dockerfile': APP, 'docker/azurite/Dockerfile': APP }],
  ])('does not ask an image that %s', (_, files) => {
    expect(runCheck('container-user', files).value).not.toBe(false);
  });

  it('asks the image of production beside that of development', () => {
    const outcome = runCheck('container-user', { Dockerfile: APP, 'Dockerfile.prod': APP });
    expect(outcome.evidence.map(({ path }) => path)).toEqual(['Dockerfile.prod']);
  });
});

describe('frozen-install', () => {
  const files = {
    'package.json': '{"name": "web", "private": true}\n',
    'yarn.lock': '# yarn lockfile v1\n',
    Dockerfile: 'FROM node:22.1\nCOPY . .\nRUN yarn install --check-files\nCMD ["yarn", "dev"]\n',
  };

  it('does not ask the image of development', () => {
    expect(runCheck('frozen-install', files).value).not.toBe(false);
  });

  it('asks the one that runs', () => {
    expect(
      runCheck('frozen-install', { ...files, Dockerfile: files.Dockerfile.replace('"dev"', '"start"') }).value,
    ).toBe(false);
  });
});

describe('image-secrets', () => {
  it('bears a stand-in among other variables', () => {
    const Dockerfile =
      'FROM python:3.12\nCOPY . .\nENV SECRET_KEY="FAKE_SECRET_FOR_BUILD" PORT="80" OAUTH2_SECRET="not-a-real-one"\nCMD ["app"]\n';
    expect(runCheck('image-secrets', { Dockerfile }).value).toBe(false);
  });

  it.each([
    "ENV SECRET_KEY 'a key for nothing but the build of this image'",
    "ENV SECRET_KEY 'temporary key just to build the docker image'",
    'ENV SECRET_KEY temporary',
    'ENV DB_PASSWORD=""',
  ])('takes a remark for no secret: %s', (line) => {
    const Dockerfile = `FROM python:3.12\nCOPY . .\n${line}\nCMD ["app"]\n`;
    expect(runCheck('image-secrets', { Dockerfile }).value).toBe(false);
  });

  it('names a secret among stand-ins', () => {
    const Dockerfile = 'FROM python:3.12\nCOPY . .\nENV SECRET_KEY="fake" API_TOKEN="k3J9dLq0"\nCMD ["app"]\n';
    expect(runCheck('image-secrets', { Dockerfile }).evidence.map(({ detail }) => detail)).toEqual(['ENV API_TOKEN']);
  });

  it('tells what the image gets from what only a stage of the build gets', () => {
    const Dockerfile =
      'FROM node:22.1 AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM node:22.1 AS base\nENV DB_PASSWORD=hunter22\nFROM base\nCOPY --from=build /app /app\nCMD ["node", "server.js"]\n';
    const details = (final: boolean) =>
      runCheck('image-secrets', { Dockerfile }, { with: { final } }).evidence.map(({ detail }) => detail);
    expect(details(false)).toEqual(['ARG NPM_TOKEN', 'ENV DB_PASSWORD']);
    expect(details(true)).toEqual(['ENV DB_PASSWORD']);
  });
});
