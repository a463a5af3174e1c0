import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { soughtBy } from '../../src/rules/sought.ts';
import { runCheck } from './checks/run-check.ts';

type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

function holds(trait: Trait, files: Files): boolean {
  const facts = createFacts(createSource(memoryRepository(files)), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.').trait(trait).value === true;
}

const RAILS = {
  Gemfile: "gem 'rails'\ngem 'puma'\n",
  'config.ru': 'run Shop::Application\n',
  'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
  'config/routes.rb': "Rails.application.routes.draw do\n  root 'home#index'\nend\n",
  'app/controllers/home_controller.rb': 'class HomeController < ApplicationController\nend\n',
  Dockerfile: 'FROM ruby:3.3\nCOPY . .\nCMD ["bin/rails", "server"]\n',
  Procfile: 'web: bin/rails server\n',
};

describe('has-database', () => {
  it.each<[string, Files]>([
    [
      'a service with models and migrations',
      {
        ...RAILS,
        Gemfile: "gem 'rails'\ngem 'puma'\ngem 'pg'\n",
        'app/models/order.rb': 'class Order < ApplicationRecord\nend\n',
        'db/migrate/20240101000000_create_orders.rb':
          'class CreateOrders < ActiveRecord::Migration[7.1]\n  def change\n    create_table :orders\n  end\nend\n',
      },
    ],
    [
      'a schema that is kept for itself',
      {
        'TABLES/ORDERS.sql': 'CREATE TABLE SHOP.ORDERS (ID NUMBER PRIMARY KEY);\n',
        'PACKAGES/BILLING.sql': 'CREATE OR REPLACE EDITIONABLE PACKAGE SHOP.BILLING AS\nEND;\n',
      },
    ],
    [
      'a program on the desktop that keeps its notes',
      {
        'pyproject.toml': '[project]\nname = "notes"\nversion = "1.0.0"\ndependencies = ["sqlalchemy", "pyside6"]\n',
        'notes/store.py':
          'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite:///notes.db")\n\nclass Note(Base):\n    __tablename__ = "notes"\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('has-database', files)).toBe(true);
  });

  it.each<[string, Files]>([
    ['a framework that could have one', RAILS],
    [
      'a service with a cache',
      {
        'package.json': '{"name": "shop", "private": true, "dependencies": {"express": "4", "ioredis": "5"}}\n',
        'server.js': "const app = require('express')();\napp.get('/', home);\napp.listen(8080);\n",
        Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
        Procfile: 'web: node server.js\n',
      },
    ],
    [
      'a figure that is worked out in memory',
      {
        'requirements.txt': 'requests\n',
        'count.py': 'import sqlite3\n\ndb = sqlite3.connect(":memory:")\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('has-database', files)).toBe(false);
  });
});

describe('stores-personal-data', () => {
  const SCHEMA = 'CREATE TABLE clinic.patients (id INT, surname VARCHAR(80), date_of_birth DATE);\n';

  it('needs records of people in a store of its own', () => {
    const service = {
      'package.json': '{"name": "clinic", "private": true, "dependencies": {"express": "4", "pg": "8", "jose": "5"}}\n',
      'server.js': "const app = require('express')();\nconst pool = new Pool();\napp.listen(8080);\n",
      'db/schema.sql': SCHEMA,
    };
    expect(holds('stores-personal-data', service)).toBe(true);
    expect(holds('stores-personal-data', { ...service, 'db/schema.sql': 'CREATE TABLE beds (id INT);\n' })).toBe(false);
  });

  it('is not what a front end shows', () => {
    const frontEnd = {
      'package.json': '{"name": "clinic-web", "private": true, "dependencies": {"react": "19", "jose": "5"}}\n',
      'src/patient.ts': 'export class Patient {\n  surname: string;\n  email: string;\n}\n',
      'src/App.tsx': 'export const App = () => <main>Patients</main>;\n',
    };
    expect(holds('stores-personal-data', frontEnd)).toBe(false);
  });
});

describe('people-records', () => {
  it.each([
    ['lib/models.dart', 'class User extends db.ExpandoModel<String> {}\n'],
    ['src/members.ts', "export const all = () => getDocs(collection(db, 'members'));\n"],
    ['src/officers.js', "module.exports = () => knex('offenders').select();\n"],
    ['loader/load.py', 'cursor.execute("INSERT INTO hr.employees (id) VALUES (%s)", row)\n'],
  ])('sees them in %s', (path, text) => {
    expect(runCheck('people-records', { [path]: text }).evidence[0]?.path).toBe(path);
  });

  it('takes machines for none', () => {
    expect(runCheck('people-records', { 'load.py': 'cursor.execute("INSERT INTO hosts (id)")\n' }).value).toBe(false);
  });
});

describe('opens-database in more languages', () => {
  it.each([
    ['src/store.cpp', 'sqlite3_open("a.db", &db);\n'],
    ['bin/report.pl', 'my $db = DBI->connect("dbi:Pg:dbname=a");\n'],
    ['src/Main.hs', 'main = connectPostgreSQL "dbname=a" >>= serve\n'],
    ['src/db.js', "module.exports = require('knex')(config);\n"],
    ['app/Store.kt', 'val config = RealmConfiguration.create(setOf(Note::class))\n'],
  ])('sees it in %s', (path, text) => {
    const name = path.replace('bin/', 'lib/');
    expect(runCheck('opens-database', { [name]: text }).evidence[0]?.path).toBe(name);
  });

  it('leaves alone what shares the name of a source of data', () => {
    const files = { 'src/Part.java': 'import jakarta.activation.DataSource;\n' };
    expect(runCheck('opens-database', files).value).toBe(false);
  });
});

describe('data-pipeline', () => {
  it.each<[string, Files]>([
    [
      'models of a warehouse',
      {
        'dbt_project.yml': 'name: shop\nversion: "1.0"\n',
        'models/orders.sql': 'select * from {{ ref("raw_orders") }}\n',
      },
    ],
    [
      'queries on a schedule',
      {
        'hql/pageviews/daily.hql': 'INSERT OVERWRITE TABLE pageviews_daily SELECT 1;\n',
        'hql/pageviews/hourly.hql': 'INSERT OVERWRITE TABLE pageviews_hourly SELECT 1;\n',
        'hql/edits/daily.hql': 'INSERT OVERWRITE TABLE edits_daily SELECT 1;\n',
      },
    ],
    [
      'a processor of reports',
      {
        'README.md': '# Reports\n\nThe ingestion pipeline for reports of crashes.\n',
        'requirements.txt': 'boto3\n',
        'processor/rules.py': 'def process(report):\n    return report\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('data-pipeline', files)).toBe(true);
  });

  it('does not hold for a service that imports something too', () => {
    const files = {
      ...RAILS,
      'README.md': `# Shop\n\nThe shop.\n${'\nIt sells things to people.\n'.repeat(50)}\n## Data ingestion\n\nNightly.\n`,
      'lib/ingest/prices.rb': 'class Prices\nend\n',
    };
    expect(holds('data-pipeline', files)).toBe(false);
  });
});

describe('handles-payments', () => {
  const shop = {
    'package.json': '{"name": "shop", "private": true, "dependencies": {"express": "4", "stripe": "17"}}\n',
    'server.js': "const app = require('express')();\napp.listen(8080);\n",
    Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  };

  it('holds for a service with the client of a provider', () => {
    expect(holds('handles-payments', shop)).toBe(true);
  });

  it('does not hold for gifts in kind, nor for what is checked out with git', () => {
    const files = {
      ...RAILS,
      'README.md': '# Bank of clothes\n\nRun `git checkout main` first. Donations are counted by the piece.\n',
      'app/models/donations/coat.rb': 'class Coat\nend\n',
      'app/models/donations/shoe.rb': 'class Shoe\nend\n',
    };
    expect(holds('handles-payments', files)).toBe(false);
  });
});

describe('separate-parts, told from modules', () => {
  const pom = (name: string, more = '') =>
    `<project><groupId>org.example</groupId><artifactId>${name}</artifactId><version>1</version><description>${name}</description>${more}</project>\n`;

  it('counts libraries that are built together', () => {
    const files = { 'dates/pom.xml': pom('dates'), 'money/pom.xml': pom('money') };
    expect(runCheck('separate-parts', files).value).toBe(true);
  });

  it('leaves out the modules of one program', () => {
    const main = '<properties><start-class>org.example.Main</start-class></properties>';
    const boot =
      '<build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId><configuration><mainClass>org.example.Main</mainClass></configuration></plugin></plugins></build>';
    const files = {
      'dates/pom.xml': pom('dates'),
      'money/pom.xml': pom('money'),
      'web/pom.xml': pom('web', main + boot),
    };
    expect(runCheck('separate-parts', files).value).toBe(false);
  });

  it('counts the same thing once, and what lies within a part not at all', () => {
    const files = {
      'pkg/package.json': '{"name": "tally", "version": "1.0.0", "description": "d"}\n',
      'py/pyproject.toml': '[project]\nname = "tally"\nversion = "1.0.0"\n',
      'pkg/plugin/package.json': '{"name": "tally-plugin", "version": "1.0.0", "description": "d"}\n',
    };
    expect(runCheck('separate-parts', files).value).toBe(false);
  });

  it('counts images that are named after what they start', () => {
    const image = 'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nCOPY . .\nENTRYPOINT ["dotnet", "a.dll"]\n';
    const named = { 'Orders.Dockerfile': image, 'Stock.Dockerfile': image };
    expect(runCheck('separate-parts', named, { with: { deployed: true } }).value).toBe(true);
    const stages = { 'Dev.Dockerfile': image, 'Stock.Dockerfile': image };
    expect(runCheck('separate-parts', stages, { with: { deployed: true } }).value).toBe(false);
  });
});

describe('docs-site', () => {
  it('is a site with a build of its own, not a folder of notes', () => {
    const site = {
      'README.md': '# tally\n',
      'website/package.json': '{"name": "website", "private": true, "dependencies": {"@docusaurus/core": "3"}}\n',
      'website/docusaurus.config.js': 'module.exports = { title: "tally" };\n',
    };
    expect(holds('docs-site', site)).toBe(true);
    const notes = { 'README.md': '# tally\n', 'docs/adr/0001.md': '# One\n', 'docs/run.md': '# Run\n' };
    expect(holds('docs-site', notes)).toBe(false);
  });
});

describe('local-only', () => {
  const cargo = '[package]\nname = "tally"\nversion = "1.0.0"\ndescription = "Counts lines"\n';

  it('holds for a program that keeps what it knows on the same disk', () => {
    const files = {
      'Cargo.toml': `${cargo}\n[dependencies]\nclap = "4"\nrusqlite = "0.31"\n`,
      'src/main.rs': 'fn main() { println!("1"); }\n',
    };
    expect(holds('local-only', files)).toBe(true);
  });

  it('is not said of languages whose networking is not known', () => {
    const files = { 'report.sql': 'SELECT 1;\n', 'count.sql': 'SELECT count(*) FROM a;\n' };
    expect(runCheck('no-networking', files).value).toBe(false);
  });

  it('is not said of a library only because it leaves the network to others', () => {
    const files = {
      'pyproject.toml':
        '[project]\nname = "hooks"\nversion = "1.0.0"\ndescription = "Hooks for applications"\nlicense = "MIT"\n',
      'hooks/__init__.py': 'def add(app):\n    return app\n',
    };
    expect(holds('local-only', files)).toBe(false);
  });
});

describe('ml', () => {
  it('does not hold for a service that matches words and extrapolates figures', () => {
    const files = {
      'requirements.txt': 'fastapi\nspacy\nstatsmodels\nopenai\n',
      'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      'app/words.py': 'import spacy\n\nnlp = spacy.blank("en")\n',
      'app/forecast.py':
        'from statsmodels.tsa.holtwinters import ExponentialSmoothing\n\n\ndef forecast(counts):\n    return ExponentialSmoothing(counts).fit().forecast(3)\n',
    };
    expect(holds('ml', files)).toBe(false);
  });

  it('holds for one that trains a model of its own', () => {
    const files = {
      'requirements.txt': 'torch\n',
      'train.py': 'import torch\n\nmodel = Model()\nloss = model(x).mean()\nloss.backward()\noptimizer.step()\n',
    };
    expect(holds('ml', files)).toBe(true);
  });
});
