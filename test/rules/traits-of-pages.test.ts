import { describe, expect, it } from 'vitest';
import { holds } from './trait-holds.ts';

describe('web-frontend', () => {
  it('is what Next.js makes pages of, whatever their ending', () => {
    const files = {
      'package.json': '{"name": "queue", "private": true, "dependencies": {"next": "^15.0.0", "react": "^19.0.0"}}\n',
      'src/pages/index.js': 'export default function Home() { return <main>Queue</main>; }\n',
      'src/pages/admin/index.js': 'export default function Admin() { return <main>Admin</main>; }\n',
      'src/theme.js': 'export const theme = { blue: "#00f" };\n',
      'src/texts.js': 'export const texts = { wait: "Please wait" };\n',
    };
    expect(holds('web-frontend', files)).toBe(true);
  });

  it('is what Elm makes for a browser', () => {
    const elm = (dependency: string): Record<string, string> => ({
      'elm.json': `{"type": "application", "source-directories": ["src"], "elm-version": "0.19.1", "dependencies": {"direct": {"${dependency}": "1.0.2"}}}\n`,
      'src/Main.elm': 'module Main exposing (main)\n\nmain = page\n',
      'src/View.elm': 'module View exposing (view)\n\nview = page\n',
      'src/State.elm': 'module State exposing (state)\n\nstate = 1\n',
    });
    expect(holds('web-frontend', elm('elm/browser'))).toBe(true);
    expect(holds('web-frontend', elm('elm/json'))).toBe(false);
  });
});

describe('docs-site', () => {
  it('is a site of documentation with an address of its own', () => {
    const pages = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`docs/guide/part-${n}.md`, `# Part ${n}\n\nHow part ${n} works.\n`]),
    );
    const files = {
      'composer.json': '{"name": "acme/shelf", "description": "Shelves", "license": "MIT", "type": "library"}\n',
      'src/Shelf.php': '<?php\nclass Shelf {}\n',
      'docs/_config.yml': 'title: Shelf\n',
      ...pages,
    };
    expect(holds('docs-site', files)).toBe(false);
    expect(holds('docs-site', { ...files, 'docs/CNAME': 'shelf.example.org\n' })).toBe(true);
  });
});

describe('has-database', () => {
  it('is a store of the browser that an extension lays out', () => {
    const files = {
      'manifest.json':
        '{"manifest_version": 3, "name": "Styles", "version": "1.0", "background": {"service_worker": "db.js"}}\n',
      'db.js':
        "const request = indexedDB.open('styles', 2);\nrequest.onupgradeneeded = () => request.result.createObjectStore('styles');\n",
    };
    expect(holds('has-database', files)).toBe(true);
    expect(holds('has-database', { ...files, 'db.js': 'chrome.storage.local.set({ a: 1 });\n' })).toBe(false);
  });
});

describe('monorepo', () => {
  it('is a build of Mill with modules that are published one by one', () => {
    const build = (modules: string): Record<string, string> => ({
      'build.sc': `import mill._, scalalib._, publish._\n\ntrait Common extends ScalaModule with PublishModule\n\n${modules}`,
      'one/src/One.scala': 'object One\n',
    });
    expect(holds('monorepo', build('object one extends Common\n\nobject two extends Common\n'))).toBe(true);
    expect(holds('monorepo', build('object one extends Common\n'))).toBe(false);
  });
});

describe('data-pipeline', () => {
  it('is not heard in a word that only ends like it', () => {
    const files = (folder: string): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [`${folder}/part${n}.py`, `def part${n}(x):\n    return x + ${n}\n`]),
      );
    expect(holds('data-pipeline', files('CoalCrawl'))).toBe(false);
    expect(holds('data-pipeline', files('crawlers'))).toBe(true);
  });
});

describe('automation', () => {
  it('is not heard in a reminder that customers get, nor where problems are told', () => {
    const readme = (text: string): Record<string, string> => ({
      'README.md': `# Queue\n\n${text}\n`,
      'requirements.txt': 'slack-sdk==3.27.0\n',
      'queue.py': 'from slack_sdk import WebClient\n\nWebClient().chat_postMessage(channel="a", text="next")\n',
    });
    const told = 'People wait in a queue. An SMS reminder is sent. We use [GitHub Issues](https://example.org/issues).';
    expect(holds('automation', readme(told))).toBe(false);
    expect(holds('automation', readme('A bot that reminds reviewers, and closes old GitHub issues.'))).toBe(true);
  });
});

describe('network-service', () => {
  it('is a server by its own description, started by what its language brings', () => {
    const files = (description: string): Record<string, string> => ({
      'pyproject.toml': `[project]\nname = "calendars"\nversion = "3.0.0"\ndescription = "${description}"\nlicense = "GPL-3.0"\n\n[project.scripts]\ncalendars = "calendars.__main__:run"\n`,
      'calendars/__main__.py': 'from calendars.server import serve\n\n\ndef run():\n    serve()\n',
      'calendars/server.py':
        'import socketserver\nimport wsgiref.simple_server\n\n\nclass Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):\n    pass\n\n\ndef serve():\n    Server(("", 5232), None).serve_forever()\n',
      Dockerfile: 'FROM python:3.13\nCOPY . .\nEXPOSE 5232\nCMD ["calendars"]\n',
    });
    expect(holds('network-service', files('Calendar server'))).toBe(true);
    expect(holds('network-service', files('Calendars in files'))).toBe(false);
  });
});
