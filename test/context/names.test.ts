import { expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const catalogue = compileCatalogue('rules');

function claims(remote: string): readonly string[] {
  const history = { commits: [], tags: [], remotes: [remote], shallow: false, truncated: false };
  const files = { 'main.tf': 'resource "aws_sqs_queue" "main" {\n  name = var.name\n}\n' };
  return auditRepository(memoryRepository(files, { history }), catalogue).context.evidence.map(({ claim }) => claim);
}

const OWN_PEOPLE = "its name says that it serves the owner's own people";

it('takes a module that is named as its registry asks for no machinery of the owner', () => {
  expect(claims('https://github.com/acme/terraform-aws-queue.git')).not.toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/terraform.git')).toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/shop-terraform.git')).toContain(OWN_PEOPLE);
});

it('hears nothing in the name of the owner', () => {
  expect(claims('/srv/mirror/terraform-linters+tally/repo')).not.toContain(OWN_PEOPLE);
  expect(claims('https://github.com/terraform-linters/tally.git')).not.toContain(OWN_PEOPLE);
  expect(claims('/srv/mirror/acme+shop-terraform/repo')).toContain(OWN_PEOPLE);
});

it('takes a domain for the name of a site, and no library of .NET for a domain', () => {
  const domain = 'its name is a domain';
  expect(claims('https://github.com/acme/shelf.example.org.git')).toContain(domain);
  expect(claims('https://github.com/acme/shelf.git')).not.toContain(domain);
});

it('takes what is made for those who hold hackathons for no result of one', () => {
  const trial = 'its name says that it is an experiment, a demonstration or coursework';
  expect(claims('https://github.com/acme/hackathon-portal.git')).not.toContain(trial);
  expect(claims('https://github.com/acme/hackathon-2026.git')).toContain(trial);
});

it('hears of coursework where the name is written together with another word', () => {
  const trial = 'its name says that it is an experiment, a demonstration or coursework';
  expect(claims('https://github.com/acme/newCapstone.git')).toContain(trial);
  expect(claims('https://github.com/acme/board.git')).not.toContain(trial);
  expect(claims('https://github.com/acme/iVolunteerPrototype.git')).toContain(trial);
  expect(claims('https://github.com/acme/layers-practice.git')).toContain(trial);
  expect(claims('https://github.com/acme/best-practices-badge.git')).not.toContain(trial);
  const told = claims('https://github.com/acme/shop-coursework.git').filter((claim) => claim.startsWith('its name'));
  expect(told).toEqual(['its name says that it was made for a course, a degree or a hackathon', trial]);
  expect(claims('https://github.com/acme/task-assignment-board.git')).not.toContain(trial);
  expect(claims('https://github.com/acme/assignment-3.git')).toContain(trial);
});

it('tells what is to prove a concept from a prototype that may have gone on', () => {
  const concept = 'its name says that it is to prove a concept';
  const prototype = 'its name ends in what it is, a prototype';
  expect(claims('https://github.com/acme/shop-poc-letters.git')).toContain(concept);
  expect(claims('https://github.com/acme/proof-of-concept.git')).toContain(concept);
  expect(claims('https://github.com/acme/epoch-letters.git')).not.toContain(concept);
  expect(claims('https://github.com/acme/letters-prototype.git')).toContain(prototype);
  expect(claims('https://github.com/acme/letters-prototype.git')).not.toContain(concept);
  expect(claims('https://github.com/acme/prototype-kit.git')).not.toContain(prototype);
});

it('hears an experiment in what is learnt, not in data that is explored', () => {
  const experiment = 'the README calls it an experiment, a prototype, a demonstration or something to learn by';
  const told = (text: string) =>
    auditRepository(
      memoryRepository({ 'README.md': `# Pipelines\n\n${text}\n`, 'load.py': 'print(1)\n' }),
      catalogue,
    ).context.evidence.map(({ claim }) => claim);
  expect(told('Now you can start the dashboard to explore the data.')).not.toContain(experiment);
  expect(told('Written to explore the possibilities of streams.')).toContain(experiment);
  expect(told('I wrote it to learn Rust.')).toContain(experiment);
  expect(told('Each folder is one experiment, and builds by itself.')).toContain(experiment);
});

it('hears of a course in letters that are not Latin', () => {
  const told = (text: string) =>
    auditRepository(
      memoryRepository({ 'README.md': `# Tools\n\n${text}\n`, 'a.py': 'print(1)\n' }),
      catalogue,
    ).context.evidence.map(({ claim }) => claim);
  const event = 'the README speaks of a hackathon, a course, an assignment or a thesis';
  expect(told('Спецкурс "Инструменты разработки ПО". Инструкции по выполнению лабораторных работ.')).toContain(event);
  expect(told('Đây là đồ án của nhóm.')).toContain(event);
  expect(told('Учёт лабораторных животных.')).not.toContain(event);
});

it('takes what moves data between systems for the work of a team, without CI as well', () => {
  const moving = 'it moves data between systems for those who work with it';
  const files = {
    'README.md': '# Warehouse\n\nBuilds the data pipelines of the warehouse from the source tables.\n',
    'dbt_project.yml': 'name: warehouse\nprofile: warehouse\nmodel-paths: [models]\n',
    'requirements.txt': 'dbt-core==1.9.0\ndbt-snowflake==1.9.0\n',
    'models/base/patients.sql': "select * from {{ source('raw', 'patients') }}\n",
    'models/stable/patients.sql': "select * from {{ ref('patients') }}\n",
  };
  expect(auditRepository(memoryRepository(files), catalogue).context.evidence.map(({ claim }) => claim)).toContain(
    moving,
  );
});

it.each([
  'Final-Year-Project-Rooms',
  'Autumn-Game-Jam-2026',
  'ludum-dare-48',
  'fyp-scheduler',
  'semester-project-maze',
  'bachelor_project',
])('hears of coursework in %s', (name) => {
  const trial = 'its name says that it is an experiment, a demonstration or coursework';
  expect(claims(`https://github.com/kim/${name}.git`)).toContain(trial);
});

it.each([
  ['https://github.com/ABCD490-CAPSTONE2026/Meals.git', true],
  ['git@github.com:townhack2020/market.git', true],
  ['https://github.com/csc207-acme/board', true],
  ['https://github.com/hackney/board', false],
  ['https://github.com/capstone-engine/disassembler', false],
  ['https://github.com/CsceCapstone/pairings', true],
  ['https://github.com/acme-cse-capstone-project/board', true],
  ['https://github.com/allHackathons/api.git', false],
  ['https://github.com/acme/board.git', false],
])('hears of a course or an event in the owner of %s: %s', (remote, expected) => {
  expect(claims(remote).includes('its owner is called after a course or an event')).toBe(expected);
});

it('takes an app that nobody may copy, and that is sold, for a product of its maker', () => {
  const product = 'it is an app that is sold in a store, or tells its maker how it fares';
  const claimed = (more: Record<string, string>) =>
    auditRepository(
      memoryRepository({
        'README.md': '# Budget\n\nAn iOS app that keeps your budget.\n',
        'Budget.xcodeproj/project.pbxproj': '{ SDKROOT = iphoneos; }\n',
        'Budget/App.swift':
          'import SwiftUI\nimport UIKit\n\n@main\nstruct BudgetApp: App {\n  var body: some Scene { WindowGroup { Text("") } }\n}\n',
        ...more,
      }),
      catalogue,
    ).context.evidence.map(({ claim }) => claim);
  const shop = { 'Budget/Shop.swift': 'import StoreKit\n\nfunc buy() {}\n' };
  expect(claimed(shop)).toContain(product);
  expect(claimed({})).not.toContain(product);
  const licence =
    'MIT License\n\nCopyright (c) 2026 Kim Berg\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software\n';
  expect(claimed({ ...shop, LICENSE: licence })).not.toContain(product);
});

it('takes an extension of another program for what its users install', () => {
  const extension = "it extends a program of somebody else's, for those who use that program";
  const claimed = (files: Record<string, string>) =>
    auditRepository(memoryRepository(files), catalogue).context.evidence.some(({ claim }) => claim === extension);
  const licence = {
    LICENSE: 'MIT License\n\nCopyright (c) 2026 A\n\nPermission is hereby granted, free of charge, to any person\n',
  };
  const main = { 'src/main/java/a/Claims.java': 'package a;\n\npublic class Claims extends JavaPlugin {}\n' };
  expect(claimed({ ...licence, ...main, 'src/main/resources/plugin.yml': 'name: Claims\nmain: a.Claims\n' })).toBe(
    true,
  );
  expect(claimed({ ...main, 'src/main/resources/plugin.yml': 'name: Claims\nmain: a.Claims\n' })).toBe(false);
  expect(claimed({ ...licence, ...main, 'src/main/resources/application.yml': 'name: claims\n' })).toBe(false);
});

it.each([
  ['https://github.com/acme/capstone-rental.git', true],
  ['https://github.com/acme/newCapstone.git', true],
  ['https://github.com/acme/bachelors_project.git', true],
  ['https://github.com/acme/hackathon-api.git', false],
  ['https://github.com/acme/hackday-shelves.git', true],
  ['https://github.com/acme/photosynthesis.git', false],
  ['https://github.com/acme/hypothesis-tools.git', false],
  ['https://github.com/acme/shop.git', false],
])('hears of a course, a degree or a hackathon in %s: %s', (remote, expected) => {
  const course = 'its name says that it was made for a course, a degree or a hackathon';
  expect(claims(remote).includes(course)).toBe(expected);
});

it('takes images for an estate where they are what machines start from', () => {
  expect(claims('https://github.com/acme/base-images.git')).toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/ci-image-node.git')).toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/raw-image-viewer.git')).not.toContain(OWN_PEOPLE);
});

it('takes what is called an example for one', () => {
  const example = 'its name says that it is an example';
  expect(claims('https://github.com/acme/chat-example.git')).toContain(example);
  expect(claims('https://github.com/acme/express-realworld-example-app.git')).toContain(example);
  expect(claims('https://github.com/acme/examples.git')).toContain(example);
  expect(claims('https://github.com/acme/chat.git')).not.toContain(example);
  expect(claims('https://github.com/acme/exemplar.git')).not.toContain(example);
});

it('takes many small programs under the name of a collection for trials, though a build of the whole holds them', () => {
  const history = {
    commits: [],
    tags: [],
    remotes: ['https://github.com/acme/boot-experiments.git'],
    shallow: false,
    truncated: false,
  };
  const parts = ['redis', 'kafka', 'batch', 'quartz', 'graphql', 'security'];
  const files = {
    'pom.xml': `<project><packaging>pom</packaging><modules>${parts.map((part) => `<module>${part}</module>`).join('')}</modules></project>\n`,
    ...Object.fromEntries(
      parts.flatMap((part) => [
        [`${part}/pom.xml`, `<project><artifactId>${part}</artifactId></project>\n`],
        [`${part}/src/main/java/App.java`, '@SpringBootApplication\nclass App {}\n'],
      ]),
    ),
  };
  const { context } = auditRepository(memoryRepository(files, { history }), catalogue);
  expect(context.kind).toBe('prototype');
  expect(context.evidence[0]?.claim).toBe(
    'its name says that it is a collection of trials, and many small programs lie in it',
  );
});

it('hears of games made in a weekend, of examples and of the year of an event', () => {
  const event = 'its name says that it was made for a course, a degree or a hackathon';
  const example = 'its name says that it is an example';
  const year = 'its name ends in a year';
  expect(claims('https://github.com/acme/GameJam2025.git')).toContain(event);
  expect(claims('https://github.com/acme/shop-demo-frontend.git')).toContain(example);
  expect(claims('https://github.com/acme/demo-manager.git')).not.toContain(example);
  expect(claims('https://github.com/acme/microblog-api-2020.git')).toContain(year);
  expect(claims('https://github.com/acme/iso-20022.git')).not.toContain(year);
});

it('takes what is for employees for the owner’s own', () => {
  const staff = "its name says that its owner's employees use it";
  expect(claims('https://github.com/acme/employee-self-service.git')).toContain(staff);
  expect(claims('https://github.com/acme/employability.git')).not.toContain(staff);
});

it.each([
  ['shop-website', 'its name says that it is a web site'],
  ['acme.github.io', 'its name says that it is a web site'],
])('takes %s for a site that people visit', (name, claim) => {
  const files = { 'index.html': '<title>Shop</title>\n', 'style.css': 'a { color: red }\n', 'app.js': 'open();\n' };
  const page = { ...files, 'cart.html': '<title>Cart</title>\n', 'b.js': '1;\n', 'c.js': '1;\n' };
  const history = {
    commits: [],
    tags: [],
    remotes: [`https://github.com/acme/${name}.git`],
    shallow: false,
    truncated: false,
  };
  const { context } = auditRepository(memoryRepository(page, { history }), catalogue);
  expect(context.evidence.map((evidence) => evidence.claim)).toContain(claim);
});

it('hears of degrees, prototypes and releases in names', () => {
  const degree = 'its name says that it was made for a course, a degree or a hackathon';
  expect(claims('https://github.com/acme/BachelorArbeit.git')).toContain(degree);
  expect(claims('https://github.com/acme/shop-tfg.git')).toContain(degree);
  expect(claims('https://github.com/acme/prototype-booking-system.git')).toContain(
    'its name ends in what it is, a prototype',
  );
  expect(claims('https://github.com/acme/shop-wheels.git')).toContain(
    'its name says that it builds or releases what its owner makes',
  );
});
