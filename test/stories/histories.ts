import type { Commit } from './story.ts';

const day = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** Three commits of one person, in two days. */
export const ATTEMPTS: readonly Commit[] = [
  { message: 'First try', date: '2025-03-01' },
  { message: 'Handle division', date: '2025-03-01' },
  { message: 'wip', date: '2025-03-02' },
];

/** The same, with a release at the end. */
export const JUST_RELEASED: readonly Commit[] = [
  ...ATTEMPTS.slice(1),
  { message: 'Release', date: '2025-03-04', tag: 'v1.2.0' },
];

/** A year of two people who share no employer, with four releases. */
export const RELEASES: readonly Commit[] = Array.from({ length: 24 }, (_, index) => ({
  message: `Change ${index}`,
  date: day(2024, 1 + Math.floor(index / 2), 10 + (index % 2)),
  author: index % 5 === 0 ? 'Kim Roe <kim@example.net>' : 'Robin Doe <robin@example.org>',
  ...(index % 6 === 5 ? { tag: `v0.${Math.floor(index / 6) + 1}.0` } : {}),
}));

/** Two years of three colleagues, by pull request. */
export const TEAMWORK: readonly Commit[] = Array.from({ length: 80 }, (_, index) => ({
  message: `Change ${index} (#${index + 3})`,
  date: day(2023 + Math.floor(index / 40), 1 + Math.floor((index % 40) / 4), 10 + (index % 4)),
  author: ['Robin Doe <robin@shop.example>', 'Kim Roe <kim@shop.example>', 'Lee Poe <lee@shop.example>'][
    index % 3
  ] as string,
}));
