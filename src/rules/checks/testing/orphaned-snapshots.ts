import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const SNAPSHOT = /^(.*\/)?__snapshots__\/([^/]+)\.(?:snap|storyshot)$/;

/** Whether snapshots are left behind whose test file is gone: `__snapshots__/a.test.js.snap` without `a.test.js`. */
export const orphanedSnapshots: Check = {
  name: 'orphaned-snapshots',
  run: (view) =>
    found(
      view.facts.source.files.matching('**/__snapshots__/*.{snap,storyshot}', view.unit).flatMap(({ path }) => {
        const [, folder = '', test = ''] = SNAPSHOT.exec(path) ?? [];
        if (test === '' || !/\.[cm]?[jt]sx?$/.test(test) || !view.here(path)) return [];
        return view.facts.source.files.get(`${folder}${test}`) === undefined
          ? [{ path, detail: `there is no ${folder}${test} any more`, subject: path }]
          : [];
      }),
    ),
};
