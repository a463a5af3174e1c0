import { describe, expect, it } from 'vitest';
import { type Files, holds } from './trait-holds.ts';

const numbered = (count: number, path: (n: number) => string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text]));

describe('infrastructure, by whatever makes it', () => {
  it('holds for a library of constructs', () => {
    const files = {
      'README.md':
        "# @acme/estate\n\nPatterns and constructs to define our cloud infrastructure with the AWS CDK.\n\n```ts\nimport { AcmeStack } from '@acme/estate'\n```\n",
      'package.json':
        '{"name": "@acme/estate", "version": "9.0.0", "license": "Apache-2.0", "main": "lib/index.js", "peerDependencies": {"aws-cdk-lib": "^2", "constructs": "^10"}}\n',
      'src/index.ts': "import { Stack } from 'aws-cdk-lib';\n\nexport class AcmeStack extends Stack {}\n",
    };
    expect(holds('infrastructure', files)).toBe(true);
    expect(holds('library', files)).toBe(true);
  });

  it('does not hold for a library that is deployed with it for a trial', () => {
    const files = {
      'README.md': "# Words\n\nCounts words.\n\n```js\nimport { words } from 'acme-words'\n```\n",
      'package.json':
        '{"name": "acme-words", "version": "1.0.0", "license": "MIT", "main": "lib/index.js", "devDependencies": {"aws-cdk-lib": "^2"}}\n',
      'src/index.ts': 'export const words = () => 0;\n',
    };
    expect(holds('infrastructure', files)).toBe(false);
  });

  const organisation = {
    'README.md': '# Organisation\n\nThe metadata of our organisations, which peribolos reads.\n',
    Makefile: 'deploy:\n\t./admin/update.sh\n',
    'admin/update.sh': '#!/bin/sh\nperibolos --config-path config/merged.yaml --confirm\n',
    'hack/add-members.sh': '#!/bin/sh\ngit push origin "$branch"\n',
    'hack/report.sh': '#!/bin/sh\ngh api "orgs/$1/members"\n',
    ...numbered(12, (n) => `config/acme/team${n}/teams.yaml`, 'teams:\n  core:\n    members: [alice]\n'),
  };

  it('holds for an organisation that is kept as text and applied by a tool', () => {
    expect(holds('infrastructure', organisation)).toBe(true);
    expect(holds('automation', organisation)).toBe(true);
  });

  it('does not hold for the source of such a tool', () => {
    const files = {
      'README.md': '# peribolos\n\nApplies what is written of an organisation.\n',
      'go.mod': 'module example.org/peribolos\n',
      Makefile: 'build:\n\tgo build -o peribolos ./cmd\n',
      'cmd/main.go': 'package main\n\nfunc main() {}\n',
    };
    expect(holds('infrastructure', files)).toBe(false);
  });
});

/** Many services in folders of their own, as a course's last project has them. */
function services(deployment: Files): Files {
  const names = ['resume', 'speech', 'video', 'faces', 'report', 'scraper', 'voice', 'tools'];
  const each = names.flatMap((name): [string, string][] => [
    [`${name}/pyproject.toml`, `[project]\nname = "${name}"\nversion = "0.1.0"\n`],
    [`${name}/layers/common/requirements.txt`, 'boto3\n'],
    [`${name}/app.py`, 'import boto3\n\nboto3.client("sqs")\n'],
    [`${name}/Dockerfile`, 'FROM python:3.14\nCOPY . .\nCMD ["python", "app.py"]\n'],
  ]);
  return {
    'README.md': '# Interviews\n\nThe last project of our course: interviews are trained with a machine.\n',
    ...Object.fromEntries(each),
    'backend/pyproject.toml':
      '[project]\nname = "backend"\nversion = "0.1.0"\ndependencies = ["django", "psycopg", "djangorestframework"]\n',
    'backend/Dockerfile': 'FROM python:3.14\nCOPY . .\nEXPOSE 8000\nCMD ["gunicorn", "config.wsgi"]\n',
    'backend/config/settings.py':
      "ROOT_URLCONF = 'config.urls'\nDATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n",
    'backend/users/models.py': 'class User(models.Model):\n    email = models.EmailField()\n',
    'backend/users/migrations/0001_initial.py': 'class Migration(migrations.Migration):\n    initial = True\n',
    'frontend/package.json':
      '{"name": "frontend", "private": true, "version": "0.0.0", "dependencies": {"react": "^19", "react-dom": "^19"}}\n',
    'frontend/index.html': '<!doctype html>\n<div id="root"></div>\n',
    'frontend/src/main.tsx': "import { createRoot } from 'react-dom/client';\n",
    'frontend/src/main.css': 'main { margin: 0 }\n',
    ...numbered(100, (n) => `backend/questions/part${n}.py`, 'def ask():\n    pass\n'),
    ...deployment,
  };
}

describe('many parts, and what holds them together', () => {
  const workload = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: part\n';
  const deployed = services({
    'infra/backend/deployment.yml': workload,
    'infra/backend/service.yml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: backend\n',
    'infra/resume/deployment.yml': workload,
    'infra/speech/deployment.yml': workload,
    'infra/voice/deployment.yml': workload,
    'infra/common/redis.yml': workload,
    ...numbered(6, (n) => `infra/common/part${n}.yml`, workload),
  });

  it.each(['network-service', 'web-frontend', 'has-database', 'monorepo', 'infrastructure'] as const)(
    'sees %s where one place deploys them',
    (trait) => {
      expect(holds(trait, deployed)).toBe(true);
    },
  );

  it.each(['network-service', 'has-database'] as const)('sees %s where one file starts them together', (trait) => {
    const together = services({
      'deploy/docker-compose.yml':
        'services:\n  backend:\n    build: ../backend\n  resume:\n    build: ../resume\n  voice:\n    build:\n      context: ../voice\n',
    });
    expect(holds(trait, together)).toBe(true);
  });

  it('does not take a few trials among many for machine learning', () => {
    const files = {
      'README.md': '# Trials\n\nWhat I try, from web services to machine learning.\n',
      ...numbered(
        20,
        (n) => `trial${n}/build.sbt`,
        'name := "trial"\nlibraryDependencies += "org.example" %% "thing" % "1.0"\n',
      ),
      ...numbered(20, (n) => `trial${n}/src/main/scala/Main.scala`, '@main def run(): Unit = println("trial")\n'),
      'trial1/build.sbt': 'name := "trial"\nlibraryDependencies += "org.apache.spark" %% "spark-mllib" % "4.0.0"\n',
      'trial1/src/main/scala/Fit.scala': 'val pipeline = new Pipeline()\nval model = pipeline.fit(data)\n',
    };
    expect(holds('ml', files)).toBe(false);
  });

  it('is a program for Pulumi whatever command its manifest names', () => {
    const files = {
      'Pulumi.yaml': 'name: shelf\nruntime: python\n',
      '__main__.py': 'import acme_pulumi\n\nacme_pulumi.Service("shelf")\n',
      'pyproject.toml':
        '[project]\nname = "shelf-pulumi"\nversion = "0.0.1"\n\n[project.scripts]\nrun = "shelf.main:cli"\n',
    };
    expect(holds('infrastructure', files)).toBe(true);
  });

  it('does not take a name among strings, beside a tool that opens what was trained, for machine learning', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "owners"\nversion = "1.0"\ndependencies = ["torch"]\n',
      'owners/sizes.py': 'import torch\n\nprint(torch.load("kernels.pt").keys())\n',
      'owners/teams.py': 'TEAMS = ["module: autograd", "module: nightly"]\n',
    };
    expect(holds('ml', files)).toBe(false);
    expect(holds('ml', { ...files, 'owners/fit.py': 'from torch import autograd\n' })).toBe(true);
  });

  it('does not see one thing in trials that have an image each', () => {
    expect(holds('network-service', services({}))).toBe(false);
  });
});

describe('automation, by when and where it runs', () => {
  const reaper = (stack: string): Files => ({
    'README.md':
      '# Reaper\n\nTwo lambdas that automatically disable the keys of those who left.\n\nIts infrastructure is in `cdk`.\n',
    'build.sbt': 'name := "reaper"\nlibraryDependencies += "software.amazon.awssdk" % "iam" % "2.52.0"\n',
    ...numbered(
      10,
      (n) => `src/main/scala/Part${n}.scala`,
      'import software.amazon.awssdk.services.iam.IamAsyncClient\nimport java.net.http.HttpClient\n\nobject Part\n',
    ),
    'cdk/cdk.json': '{"app": "npx ts-node bin/cdk.ts"}\n',
    'cdk/lib/reaper.ts': stack,
  });

  it('holds for functions that run on a schedule', () => {
    const stack =
      "import { Schedule } from 'aws-cdk-lib/aws-events';\n\nnew ScheduledLambda(this, 'reaper', { rules: [{ schedule: Schedule.cron({ hour: '6' }) }] });\n";
    expect(holds('automation', reaper(stack))).toBe(true);
  });

  it('does not hold for functions that answer', () => {
    const stack = "new ApiLambda(this, 'keys', { api: { id: 'keys' } });\n";
    expect(holds('automation', reaper(stack))).toBe(false);
  });

  const tools = {
    'README.md': '# tools\n\nTooling of our team: the whole stack on a laptop.\n\n```\n./devctl start\n```\n',
    'devenv/devctl': '#!/usr/bin/env python3\nimport subprocess\n\nsubprocess.run(["docker", "compose", "up"])\n',
    'devenv/seed.py': '#!/usr/bin/env python3\nimport httpx\n\nhttpx.post("https://example.org")\n',
    'devenv/publish.sh': '#!/bin/sh\ngh release upload models "$1"\n',
    'devenv/auth.py': '#!/usr/bin/env python3\nfrom http.server import HTTPServer\n\nHTTPServer(("", 8000), Handler)\n',
    'velocity/velocity.py': 'def velocity(points):\n    return sum(points)\n',
  };

  it('holds for the tools of a team that talk to other machines, which are for no machine alone', () => {
    expect(holds('automation', tools, 'acme/internal-tools')).toBe(true);
    expect(holds('local-only', tools, 'acme/internal-tools')).toBe(false);
  });
});

describe('a bot that waits for requests', () => {
  const bot = {
    'README.md':
      '# Merger\n\nMerger is a bot that integrates with GitHub.\n\n## Usage\n\n```\npip install -e merger\nmerger -v -c cfg.toml\n```\n',
    'setup.py':
      "from setuptools import setup\n\nsetup(name='merger', version='0.3.0', url='https://example.org/merger', packages=['merger'], install_requires=['bottle', 'waitress'], entry_points={'console_scripts': ['merger=merger.main:main']})\n",
    'requirements.txt': 'bottle==0.13\nwaitress==3.0\n',
    'cfg.sample.toml': '[web]\nport = 54856\n',
    'merger/__init__.py': '',
    'merger/main.py':
      "import argparse\nimport sqlite3\n\ndb = sqlite3.connect('main.db')\ndb.execute('CREATE TABLE IF NOT EXISTS pull (repo TEXT)')\n",
    'merger/server.py':
      "from bottle import post, run\n\n\n@post('/github')\ndef github():\n    return 'OK'\n\n\ndef start(cfg):\n    run(host=cfg['host'], port=cfg['port'], server='waitress')\n",
  };

  it.each<['network-service' | 'has-database' | 'cli' | 'library', boolean]>([
    ['network-service', true],
    ['has-database', true],
    ['cli', false],
    ['library', false],
  ])('is judged for %s', (trait, expected) => {
    expect(holds(trait, bot)).toBe(expected);
  });
});

describe('mobile, in a folder beside its server', () => {
  const server = {
    'README.md': '# Coursework\n\nThe coursework of our team.\n',
    'backend/requirements.txt': 'fastapi\nsqlalchemy\nasyncpg\n',
    'backend/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'backend/Dockerfile': 'FROM python:3.14\nCOPY . .\nCMD ["uvicorn", "app.main:app"]\n',
  };

  it.each<[string, Files]>([
    [
      'SwiftUI',
      {
        'ios/App/App.xcodeproj/project.pbxproj':
          'productType = "com.apple.product-type.application";\nIPHONEOS_DEPLOYMENT_TARGET = 17.0;\n',
        'ios/App/App/App.swift': 'import SwiftUI\n\n@main\nstruct CourseApp: App {}\n',
      },
    ],
    [
      'Flutter',
      {
        'mobile/pubspec.yaml': 'name: course\ndependencies:\n  flutter:\n    sdk: flutter\n',
        'mobile/lib/main.dart': "import 'package:flutter/material.dart';\n\nvoid main() => runApp(const App());\n",
        'mobile/android/app/src/main/AndroidManifest.xml': '<manifest>\n  <application/>\n</manifest>\n',
      },
    ],
    [
      'Expo, which keeps no project for a platform',
      {
        'apps/mobile/package.json':
          '{"name": "@acme/mobile", "main": "expo-router/entry", "dependencies": {"expo": "~54.0.0", "react": "19.1.0", "react-native": "0.81.5"}}\n',
        'apps/mobile/app.config.ts':
          "export default { name: 'Course', ios: { bundleIdentifier: 'org.example.course' } };\n",
        'apps/mobile/eas.json': '{"build": {"production": {}}}\n',
        'apps/mobile/app/index.tsx':
          "import { Text } from 'react-native';\n\nexport default () => <Text>Course</Text>;\n",
      },
    ],
    [
      'Kotlin',
      {
        'android/settings.gradle.kts': 'include(":app")\n',
        'android/app/build.gradle.kts': 'plugins { id("com.android.application") }\n',
        'android/app/src/main/AndroidManifest.xml':
          '<manifest>\n  <application><activity android:name=".Main"/></application>\n</manifest>\n',
        'android/app/src/main/java/Main.kt': 'import android.app.Activity\n\nclass Main : Activity()\n',
      },
    ],
  ])('holds for %s', (_, app) => {
    const files = { ...server, ...app };
    expect(holds('mobile', files)).toBe(true);
    expect(holds('network-service', files)).toBe(true);
  });

  it('holds for an app of Expo by itself', () => {
    const app = {
      'package.json':
        '{"name": "course", "private": true, "dependencies": {"expo": "~54.0.0", "react-native": "0.81.5"}}\n',
      'app.json': '{"expo": {"name": "Course", "slug": "course"}}\n',
      'App.tsx': "import { Text } from 'react-native';\n\nexport default () => <Text>Course</Text>;\n",
    };
    expect(holds('mobile', app)).toBe(true);
    expect(holds('web-frontend', app)).toBe(false);
  });

  it('does not hold for the server alone', () => {
    expect(holds('mobile', server)).toBe(false);
  });
});

describe('infrastructure, by what brings it about', () => {
  const service = {
    'package.json': '{"name": "shop", "private": true, "dependencies": {"express": "^5.0.0"}}\n',
    'server.js': "require('express')().listen(3000);\n",
  };

  it('holds for the entry of a stack beside a service, and not for that of an example', () => {
    expect(holds('infrastructure', service)).toBe(false);
    expect(holds('infrastructure', { ...service, 'infra/cdk.json': '{"app": "node bin/infra.js"}\n' })).toBe(true);
    expect(holds('infrastructure', { ...service, 'examples/aws/cdk.json': '{"app": "node bin/a.js"}\n' })).toBe(false);
  });

  it('holds for an operator of a cluster', () => {
    const module = (more: string) => ({
      'go.mod': `module example.org/operator\n\ngo 1.25\n${more}`,
      'main.go': 'package main\n\nfunc main() {}\n',
    });
    expect(holds('infrastructure', module('\nrequire sigs.k8s.io/controller-runtime v0.22.0\n'))).toBe(true);
    expect(holds('infrastructure', module('\nrequire k8s.io/client-go v0.34.0\n'))).toBe(false);
  });
});
