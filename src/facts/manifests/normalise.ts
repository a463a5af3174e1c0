import type { Ecosystem } from './manifest.ts';

/**
 * The one spelling under which a package is looked up, whatever spelling its ecosystem lets people use.
 * Names that an ecosystem tells apart by case stay as they are.
 */
export function normaliseName(ecosystem: Ecosystem, name: string): string {
  const plain = name.trim();
  switch (ecosystem) {
    case 'pypi':
      return normalisePythonName(plain);
    case 'go':
      return stripMajorSuffix(plain);
    case 'npm':
    case 'nuget':
    case 'packagist':
    case 'hex':
    case 'swift':
    case 'pub':
    case 'hackage':
    case 'cpp':
    case 'terraform':
      return plain.toLowerCase();
    case 'cargo':
    case 'maven':
    case 'rubygems':
      return plain;
  }
}

/** PEP 503: lower case, and each run of `-`, `_` and `.` is one hyphen. */
function normalisePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** `example.org/mod/v2` is the same software as `example.org/mod`; gopkg.in writes `.v2`, which is part of the name. */
function stripMajorSuffix(path: string): string {
  return path.replace(/\/v\d{1,6}$/, '');
}
