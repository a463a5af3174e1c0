import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const AXIS =
  /python|node|rvm|gemfile|compiler|ruby|php|java|jdk|jvm|^go$|go[-_]?version|elixir|otp|erlang|rust|toolchain|version|scala|dotnet|ghc|swift|perl|\bR\b|dart|flutter|xcode|sdk|julia|env|tox|django|rails|^py$/i;
const VERSION =
  /^(?:py(?:py|thon)?-?|node-?|jruby-?|ruby-?|php-?|jdk-?|v|go|r|ghc-?|=|~>?\s?|\^)*\d+(?:\.[\dx*]+)*\b|^(?:stable|beta|nightly|lts(?:\/\S*)?|latest|current|head|oldrel|devel|release|min|msrv|lowest|highest)\b/i;

/** Images of distributions, each with the runtime of its release. */
const BASES =
  /image|container|distro|distribution|release|\bbase\b|^(?:os|platform)(?:[-_]?(?:name|version|release))?$/i;
const BASE =
  /^(?:\S*\/)?(?:f\d{2}|fc\d{2}|fedora\S*|rawhide|el\d+|epel\S*|rhel\S*|centos\S*|rocky\S*|alma\S*|ubi\d*|debian\S*|bullseye|bookworm|trixie|buster|sid|ubuntu:\S+|focal|jammy|noble|bionic|alpine\S*|opensuse\S*|archlinux\S*|python:\S+|node:\S+|ruby:\S+|php:\S+)$/i;

function isMatrix([name, values]: [string, readonly string[]]): boolean {
  const several = (pattern: RegExp): boolean => new Set(values.filter((value) => pattern.test(value))).size >= 2;
  return (AXIS.test(name) && several(VERSION)) || (BASES.test(name) && several(BASE));
}

/** Whether CI runs the same job on at least two versions of a runtime or of what the library extends. */
export const versionMatrix: Check = {
  name: 'version-matrix',
  run: (view) =>
    found(
      view.facts.pipelines.flatMap((pipeline) =>
        pipeline.jobs.flatMap((job) => {
          const axis = Object.entries(job.matrix).find(isMatrix);
          return axis === undefined
            ? []
            : [
                {
                  path: job.path ?? pipeline.path,
                  ...atLine(job.line),
                  detail: `${axis[0]}: ${axis[1].join(', ').slice(0, 100)}`,
                },
              ];
        }),
      ),
      view.facts.hasBrokenPipeline || view.facts.pipelines.some(({ external }) => external.length > 0),
    ),
};
