import { describe, expect, it } from 'vitest';
import { quoteWord, splitCommands, wordsOf } from '../../../src/facts/ci/shell.ts';

const texts = (script: string): string[] => splitCommands(script).map(({ text }) => text);

describe('splitCommands', () => {
  it('splits at line ends, semicolons, pipes and logical operators', () => {
    expect(texts('npm ci\nnpm test && npm run lint; a || b | tee log & wait')).toEqual([
      'npm ci',
      'npm test',
      'npm run lint',
      'a',
      'b',
      'tee log',
      'wait',
    ]);
  });

  it('counts lines, over continued ones too', () => {
    expect(splitCommands('npm ci\n\nnpm test \\\n  --coverage\nmake')).toEqual([
      { text: 'npm ci', line: 0, subshells: [] },
      { text: 'npm test --coverage', line: 2, subshells: [] },
      { text: 'make', line: 4, subshells: [] },
    ]);
  });

  it('leaves quotes, substitutions and expressions whole', () => {
    expect(texts(`echo "a && b; c" 'd | e' $(f && g) \${h:-i;j} \`k; l\``)).toEqual([
      `echo "a && b; c" 'd | e' $(f && g) \${h:-i;j} \`k; l\``,
    ]);
    expect(texts(`run "\${{ a && 'x' || 'y' }}" && next`)).toEqual([`run "\${{ a && 'x' || 'y' }}"`, 'next']);
    expect(texts(`x="$(echo "nested; quotes")"; y`)).toEqual([`x="$(echo "nested; quotes")"`, 'y']);
  });

  it('leaves out comments, but not what only looks like one', () => {
    expect(texts('# setup\nnpm test # all; of them\ncurl http://x/#anchor\necho $#')).toEqual([
      'npm test',
      'curl http://x/#anchor',
      'echo $#',
    ]);
  });

  it('leaves out the bodies of here documents', () => {
    expect(texts(`cat > file <<'EOF'\nnpm test; don't\nEOF\nmake a\ncat <<-END | sort\n\tx\n\tEND\nmake b`)).toEqual([
      "cat > file <<'EOF'",
      'make a',
      'cat <<-END',
      'sort',
      'make b',
    ]);
    expect(splitCommands('cat <<A\n1\n2\nA\nmake').at(-1)).toEqual({ text: 'make', line: 4, subshells: [] });
    expect(texts('x=$(cat <<EOF\n) "\nEOF\n)\nmake')).toEqual(['x=$(cat <<EOF\n) "\nEOF\n)', 'make']);
    expect(texts('grep x <<< "$y"\nmake')).toEqual(['grep x <<< "$y"', 'make']);
  });

  it('sees through control words and drops the heads of loops, cases and functions', () => {
    const script = `if ! npm test; then
  echo failed
elif [ -f x ] && make check; then exit 1; fi
for d in a b; do make -C $d; done
while read l; do echo $l; done < file
build() {
  go build
}
function lint { 
  golint
}
case "$1" in
  a|b) npm run a;;
  (c)
    npm run c
    ;;
  *) ;;
esac
{ make x; }`;
    expect(texts(script)).toEqual([
      'npm test',
      'echo failed',
      'make check',
      'exit 1',
      'make -C $d',
      'read l',
      'echo $l',
      'go build',
      'golint',
      'npm run a',
      'npm run c',
      'make x',
    ]);
  });

  it('keeps tests, arrays and redirections together', () => {
    expect(texts('[[ $a == b && ( $c || $d ) ]] && make\nx=(a b c)\nmake 2>&1 >log &> all')).toEqual([
      'make',
      'x=(a b c)',
      'make 2>&1 >log &> all',
    ]);
  });

  it('leaves arithmetic out', () => {
    expect(
      texts(
        'for ((i = 0; i < 3; i++)); do make $i; done\n((n++))\nif (( n > 2 && m )); then npm test; fi\nx=$((1 + 2))',
      ),
    ).toEqual(['make $i', 'npm test', 'x=$((1 + 2))']);
  });

  it('knows subshells apart', () => {
    expect(splitCommands('(cd a && make); (cd b && make)').map(({ text, subshells }) => [text, subshells])).toEqual([
      ['cd a', [1]],
      ['make', [1]],
      ['cd b', [2]],
      ['make', [2]],
    ]);
  });

  it('makes something of PowerShell and batch files', () => {
    expect(texts('if ($IsWindows) { npm test }\ndotnet test `\n  --no-build\n@echo off\ncall build.cmd')).toEqual([
      '$IsWindows',
      'npm test',
      'dotnet test --no-build',
      'echo off',
      'call build.cmd',
    ]);
  });

  it('survives broken scripts and takes linear time for hostile ones', () => {
    expect(texts("echo don't\nmake")).toEqual(["echo don't", 'make']);
    expect(texts('echo "open\nmake')).toEqual(['echo "open', 'make']);
    const started = performance.now();
    for (const piece of ['$(', '"$(', '(', 'cat <<A\n', '[[ a && ', '${{ ', 'case x in ', "$'", '`', '\\\n', 'a)']) {
      expect(splitCommands(piece.repeat(20_000)).length).toBeLessThanOrEqual(2000);
    }
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('wordsOf', () => {
  it('resolves quotes and escapes and leaves redirections out', () => {
    expect(wordsOf(`npm run "a b"'c' d\\ e \${x y} $(z w) > out 2>&1 <in --k="v w"`)).toEqual([
      'npm',
      'run',
      'a bc',
      'd e',
      `\${x y}`,
      '$(z w)',
      '--k=v w',
    ]);
  });

  it('is undone by quoteWord', () => {
    for (const word of ['plain', 'two words', "it's", 'a && b', '', '$x', '*.ts']) {
      expect(wordsOf(`x ${quoteWord(word)} y`)).toEqual(['x', word, 'y']);
    }
  });
});
