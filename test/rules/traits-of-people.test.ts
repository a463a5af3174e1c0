import { describe, expect, it } from 'vitest';
import { runCheck } from './checks/run-check.ts';
import { type Files, holds } from './trait-holds.ts';

const pkg = (...names: string[]) =>
  `${JSON.stringify({ name: 'a', private: true, dependencies: Object.fromEntries(names.map((name) => [name, '^1'])) })}\n`;

describe('stores-personal-data', () => {
  it.each<[string, Files]>([
    [
      'tables of patients in a warehouse',
      {
        'README.md': '# Warehouse\n\nBuilds the data pipelines of the warehouse from the tables in PostgreSQL.\n',
        'dbt_project.yml': 'name: warehouse\nprofile: warehouse\nmodel-paths: [models]\n',
        'requirements.txt': 'dbt-core==1.9.0\ndbt-postgres==1.9.0\npsycopg2==2.9.9\n',
        'models/base/patient.sql': "select * from {{ source('raw', 'patient') }}\n",
        'models/base/patient_address.sql': "select * from {{ source('raw', 'patient_address') }}\n",
        'models/stable/patient.sql': "select * from {{ ref('patient') }}\n",
      },
    ],
    [
      'records whose tables have French names',
      {
        'README.md': '# Service\n\nNos utilisateurs.\n',
        'package.json': pkg('express', 'knex', 'pg'),
        'src/depot.js':
          "const knex = require('knex')({ client: 'pg' });\n\nexports.tous = () => knex('utilisateurs').select();\nexports.ajoute = (email) => knex('utilisateurs').insert({ email });\n",
        'src/formulaire.js': "exports.champs = { email: '', telephone: '' };\n",
        'migrations/001_utilisateurs.js':
          "exports.up = (knex) => knex.schema.createTable('utilisateurs', (table) => { table.string('email'); });\n",
      },
    ],
    [
      'patients by the number of their health service',
      {
        'README.md': '# Prescriptions\n\nUpdates prescriptions in DynamoDB.\n',
        'package.json': pkg('@aws-sdk/lib-dynamodb', 'express', 'jsonwebtoken'),
        'src/store.ts':
          "import { PutCommand } from '@aws-sdk/lib-dynamodb';\n\nexport interface Update {\n  patientNhsNumber: string;\n}\nexport const put = (item: Update) => client.send(new PutCommand({ TableName: 'updates', Item: item }));\n",
        'src/check.ts': 'export interface Search {\n  nhsNumber: string;\n}\n',
        'src/server.ts': "import express from 'express';\n\nexpress().listen(3000);\n",
      },
    ],
    [
      'records of the staff in Haskell',
      {
        'hours.cabal':
          'name: hours\nversion: 0.1\nexecutable hours\n  main-is: Main.hs\n  build-depends: base, postgresql-simple, servant-server\n',
        'README.md': '# Hours\n\nKeeps the hours in PostgreSQL.\n',
        'migrations/001.sql': 'CREATE TABLE hours (login text, minutes integer);\n',
        'src/Main.hs':
          'import Database.PostgreSQL.Simple\n\ndata Employee = Employee\n  { name :: Text\n  }\n\nmain = connectPostgreSQL "" >>= run\n',
      },
    ],
    [
      'an app in which people sign up by their address',
      {
        'README.md': '# Timetable\n\nAn app for Android and iOS that keeps its items in Firestore.\n',
        'pubspec.yaml':
          'name: timetable\nversion: 1.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n  firebase_auth: ^4.0.0\n  cloud_firestore: ^4.0.0\n',
        'lib/auth.dart':
          "import 'package:cloud_firestore/cloud_firestore.dart';\n\nFuture<void> register(String email, String password) async {\n  await auth.createUserWithEmailAndPassword(email: email, password: password);\n}\n",
        'lib/main.dart': "final items = FirebaseFirestore.instance.collection('items');\n",
      },
    ],
    [
      'a bot that notes who was warned',
      {
        'README.md': '# Warden\n\nA bot for our Discord server.\n',
        'package.json': pkg('discord.js', 'mongoose'),
        'src/schema.ts':
          "import mongoose, { Schema } from 'mongoose';\n\nconst warning = new Schema({\n  userID: String,\n  reason: String,\n});\nexport const Warning = mongoose.model('Warning', warning);\n",
        'src/index.ts': "import mongoose from 'mongoose';\nmongoose.connect(process.env.DATABASE);\n",
      },
    ],
    [
      'results that name who found them',
      {
        'README.md': '# Results\n\nKeeps the results of inspections in DynamoDB.\n',
        'package.json': pkg('@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'),
        'serverless.yml': 'service: results\nprovider:\n  name: aws\n',
        'src/handler.ts':
          "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const handler = async (event: APIGatewayProxyEvent) => new DynamoDBClient({});\n",
        'src/models/Result.ts': 'export interface Result {\n  testerName: string;\n  testerEmailAddress: string;\n}\n',
        'src/models/UserDetails.ts': 'export interface UserDetails {\n  id: string;\n}\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('stores-personal-data', files)).toBe(true);
  });

  it.each<[string, Files]>([
    [
      'a monitor that is told how to send mail',
      {
        'README.md': '# Watch\n\nWatches addresses and stores results in SQLite.\n',
        'go.mod':
          'module example.org/watch\n\ngo 1.24\n\nrequire (\n\tgithub.com/mattn/go-sqlite3 v1.14.0\n\tgithub.com/coreos/go-oidc/v3 v3.0.0\n\tgithub.com/aws/aws-sdk-go-v2/service/ses v1.0.0\n)\n',
        'mail/mail.go':
          'package mail\n\ntype Config struct {\n\tEmail string `yaml:"email"`\n\tPassword string `yaml:"password"`\n}\n',
        'chat/chat.go': 'package chat\n\ntype Config struct {\n\tPassword string `yaml:"password"`\n}\n',
        'store/store.go':
          'package store\n\nimport (\n\t"database/sql"\n\t_ "github.com/mattn/go-sqlite3"\n)\n\nfunc Open() { sql.Open("sqlite3", "watch.db") }\n',
      },
    ],
    [
      'a browser of databases, with rows to try it on',
      {
        'README.md': '# Peek\n\nPeek is a web-based database browser for PostgreSQL.\n',
        'go.mod':
          'module example.org/peek\n\ngo 1.24\n\nrequire (\n\tgithub.com/lib/pq v1.10.0\n\tgithub.com/gin-gonic/gin v1.10.0\n)\n',
        'main.go':
          'package main\n\nimport (\n\t"database/sql"\n\t_ "github.com/lib/pq"\n)\n\nfunc main() { sql.Open("postgres", "") }\n',
        'data/shop.sql':
          'CREATE TABLE customers (\n  first_name text,\n  last_name text\n);\nCREATE TABLE employees (\n  first_name text,\n  last_name text\n);\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('stores-personal-data', files)).toBe(false);
  });

  it('takes a class without a base for no record', () => {
    const plain = { 'gitea.py': 'class User:\n    def __init__(self, raw):\n        self.login = raw["login"]\n' };
    expect(runCheck('people-records', plain).value).toBe(false);
    const model = { 'models.py': 'class User(Base):\n    pass\n' };
    expect(runCheck('people-records', model).value).toBe(true);
  });
});

describe('local-only', () => {
  const app = (manifest: string, gradle = ''): Files => ({
    'README.md': '# Days\n\nA calendar for Android.\n',
    'settings.gradle.kts': 'include(":app")\n',
    'app/build.gradle.kts': `plugins {\n  id("com.android.application")\n}\n\ndependencies {\n  implementation("androidx.room:room-runtime:2.7.0")\n${gradle}}\n`,
    'app/src/main/AndroidManifest.xml': manifest,
    'app/src/main/kotlin/Main.kt':
      'import java.net.URL\n\nclass Main { fun help() = URL("https://example.org").openStream() }\n',
  });
  const without =
    '<manifest><uses-permission android:name="android.permission.READ_CALENDAR"/><application/></manifest>\n';

  it('holds for an app that may not open a connection', () => {
    expect(holds('local-only', app(without))).toBe(true);
  });

  it.each<[string, Files]>([
    [
      'an app that asks for the network',
      app('<manifest><uses-permission android:name="android.permission.INTERNET"/><application/></manifest>\n'),
    ],
    [
      'an app whose libraries ask for it',
      app(without, '  implementation("com.google.firebase:firebase-auth:23.0.0")\n'),
    ],
    [
      'an app whose framework asks for it',
      {
        ...app(without),
        'pubspec.yaml': 'name: days\nversion: 1.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n  http: ^1.0.0\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('local-only', files)).toBe(false);
  });
});

describe('a program that looks for databases in the code of others', () => {
  const LINTER = {
    'package.json': '{"name": "looks", "version": "1.0.0", "main": "index.js", "dependencies": {"yaml": "^2.0.0"}}\n',
    'README.md': '# looks\n\nSays whether a program keeps people in a database.\n',
    'src/database.ts':
      "export const OPENS = /\\b(?:MongoClient|createPool)\\s*\\(|\\bclass (?:User|Person) extends/;\nexport const BASES = [\n  'ApplicationRecord',\n];\n",
  };

  it('has none, and keeps nobody', () => {
    expect(holds('has-database', LINTER)).toBe(false);
    expect(holds('stores-personal-data', LINTER)).toBe(false);
    expect(runCheck('opens-database', LINTER).value).toBe(false);
    expect(runCheck('people-records', LINTER).value).toBe(false);
    const own = { ...LINTER, 'src/store.ts': 'export class User extends BaseEntity {\n  email: string;\n}\n' };
    expect(runCheck('people-records', own).value).toBe(true);
  });
});

describe('stores-personal-data, where people pay', () => {
  const shop = {
    'package.json':
      '{"name": "fees", "private": true, "dependencies": {"express": "^5.0.0", "stripe": "^18.0.0", "passport": "^0.7.0", "nodemailer": "^7.0.0"}}\n',
    'server.js': "const app = require('express')();\napp.post('/pay', pay);\napp.listen(3000);\n",
    'routes/users.js': "module.exports = { firstName: '', lastName: '', emailAddress: '' };\n",
    'models/user.js': 'module.exports = { emailAddress: String, firstName: String };\n',
  };

  it('needs no store of its own', () => {
    expect(holds('stores-personal-data', shop)).toBe(true);
    const free = { ...shop, 'package.json': shop['package.json'].replace('"stripe": "^18.0.0", ', '') };
    expect(holds('stores-personal-data', free)).toBe(false);
  });
});

describe('stores-personal-data, by what a state knows people by', () => {
  const service = (field: string): Record<string, string> => ({
    'pom.xml':
      '<project><groupId>a</groupId><artifactId>delivery</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency></dependencies></project>\n',
    'src/main/java/a/Store.java':
      'package a;\n\nimport jakarta.persistence.Entity;\n\n@Entity\npublic class Store {\n}\n',
    'src/main/java/a/Api.java': 'package a;\n\n@RestController\npublic class Api {\n}\n',
    'src/main/java/a/App.java': 'package a;\n\n@SpringBootApplication\npublic class App {\n}\n',
    ...Object.fromEntries(
      ['One', 'Two', 'Three', 'Four', 'Five'].map((name) => [
        `src/main/java/a/${name}.java`,
        `package a;\n\npublic class ${name} {\n  String ${field};\n}\n`,
      ]),
    ),
  });

  it('holds where many places of a service with a database know it', () => {
    expect(holds('stores-personal-data', service('taxId'))).toBe(true);
    expect(holds('stores-personal-data', service('shelfId'))).toBe(false);
  });
});
