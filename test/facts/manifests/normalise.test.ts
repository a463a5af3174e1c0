import { expect, test } from 'vitest';
import { normaliseName } from '../../../src/facts/manifests/normalise.ts';

test('Python names follow PEP 503', () => {
  expect(normaliseName('pypi', 'Django_REST.Framework')).toBe('django-rest-framework');
  expect(normaliseName('pypi', 'zope.interface')).toBe('zope-interface');
  expect(normaliseName('pypi', 'a--b__c')).toBe('a-b-c');
});

test('Go paths lose their major suffix, gopkg.in names keep theirs', () => {
  expect(normaliseName('go', 'github.com/go-chi/chi/v5')).toBe('github.com/go-chi/chi');
  expect(normaliseName('go', 'gopkg.in/yaml.v3')).toBe('gopkg.in/yaml.v3');
  expect(normaliseName('go', 'k8s.io/api')).toBe('k8s.io/api');
  expect(normaliseName('go', 'github.com/BurntSushi/toml')).toBe('github.com/BurntSushi/toml');
});

test('ecosystems that ignore case are lower-cased, others keep it', () => {
  expect(normaliseName('npm', '@Sentry/Node')).toBe('@sentry/node');
  expect(normaliseName('nuget', 'Serilog.AspNetCore')).toBe('serilog.aspnetcore');
  expect(normaliseName('packagist', 'Monolog/Monolog')).toBe('monolog/monolog');
  expect(normaliseName('maven', 'io.micrometer:micrometer-Core')).toBe('io.micrometer:micrometer-Core');
  expect(normaliseName('rubygems', 'RedCloth')).toBe('RedCloth');
  expect(normaliseName('cargo', 'serde_json')).toBe('serde_json');
});
