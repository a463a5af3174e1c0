import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { unitPrefix } from '../../own.ts';

const KEPT_BACK = /\bpublish\s*\/\s*skip\s*:=\s*true|\bskip\s+in\s+publish\s*:=\s*true/;
const RELEASED = /\breleaseProcess\s*:=|\bpublishTo\s*:=|\bsonatype\w+/;
const PART = /\bin\s+file\(\s*"\w/;

/** Whether an sbt build releases a part of itself for others, while the rest is kept back. */
export const releasedPart: Check = {
  name: 'released-part',
  run: (view) => {
    const { source } = view.facts;
    const prefix = unitPrefix(view);
    const path = `${prefix}build.sbt`;
    if (source.files.get(path) === undefined) return found([]);
    const build = source.text(path) ?? '';
    const isReleased =
      RELEASED.test(build) || /"sbt-ci-release"/.test(source.text(`${prefix}project/plugins.sbt`) ?? '');
    return found(
      PART.test(build) && KEPT_BACK.test(build) && isReleased
        ? [{ path, detail: 'a part of the build is published for others' }]
        : [],
    );
  },
};
