import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { isSpokenOf } from './spoken-of.ts';

const PEOPLE =
  'users?|accounts?|customers?|members?|persons?|people|patients?|employees?|personnel|staff|contacts?|donors?|volunteers?|students?|pupils?|learners?|teachers?|participants?|attendees?|profiles?|applicants?|candidates?|claimants?|citizens?|residents?|subscribers?|recipients?|respondents?|guests?|visitors?|passengers?|prisoners?|offenders?|journalists?|voters?|utilisateurs?|usuarios?|personnes?|benutzer|brukere?';

/** Types may be called after what visits, subscribes or is configured. */
const NAMED_LIKE_PEOPLE = /^(?:visitors|subscribers|recipients|guests|candidates|profiles|participants)\?$/;
const TYPES = PEOPLE.split('|')
  .filter((word) => !NAMED_LIKE_PEOPLE.test(word))
  .join('|');

/** Words of which each stands in one file with one of people, which may have an ending. */
function besidePeople(words: readonly string[], endings: readonly string[] = ['']): string[] {
  const people = PEOPLE.split('|').flatMap((word) =>
    word.endsWith('?') ? [word.slice(0, -1), word.slice(0, -2)] : [word],
  );
  return words.flatMap((word) => people.flatMap((person) => endings.map((ending) => `${word} ${person}${ending}`)));
}

/** Tables and models that are named after people. A class of Python without a base is none. */
const RECORDS: ProbeDefinition = {
  pattern: `(?:create_table[ (]+[:"']\\w{0,20}(?:${PEOPLE})\\b|create table (?:if not exists )?[\\w."\`\\[\\]]{0,30}?(?:${PEOPLE})["\`\\]]?\\s*\\(|\\bclass (?:${TYPES})(?:Entity|Model|Record|Profile|Account|Document|Details)?\\s*(?:\\(|<|:(?![ \\t]*$)|extends|implements|\\{)|^data (?:${TYPES})\\s*=|^[ \\t]*model (?:${PEOPLE})\\s*\\{|\\b(?:schema|sqliteTable|pgTable|mysqlTable|mongoose\\.model|sequelize\\.define|Schema::create|createTable|table_name|tableName|__tablename__)[ (=:]+["'\`](?:${PEOPLE})["'\`]|@Table\\([^)]{0,40}(?:${PEOPLE})|DbSet<(?:${PEOPLE})|\\b(?:AbstractUser|AbstractBaseUser|IdentityUser)\\b|devise :|type (?:${TYPES}) struct|data class (?:${TYPES})\\b|\\binsert into [\\w."\`\\[\\]]{0,30}?(?:${PEOPLE})["\`\\]]?[\\s(]|\\b(?:knex|db|trx)(?:\\.from|\\.table|\\.into)?\\(["'\`](?:${PEOPLE})["'\`]\\)|\\bcollection\\((?:db, ?)?["'\`](?:${PEOPLE})["'\`])`,
  flags: 'im',
  words: [
    'create_table',
    'create table',
    'insert into',
    'Table',
    'AbstractUser',
    'AbstractBaseUser',
    'IdentityUser',
    'devise',
    ...besidePeople(['class'], ['', 'entity', 'model', 'record', 'profile', 'account', 'document', 'details']),
    ...besidePeople([
      'data',
      'model',
      'struct',
      'schema',
      'sqliteTable',
      'pgTable',
      'mysqlTable',
      'mongoose',
      'sequelize',
      'createTable',
      'tableName',
      'table_name',
      '__tablename__',
      'DbSet',
      'knex',
      'db',
      'trx',
      'collection',
    ]),
  ],
  languages: [
    'python',
    'ruby',
    'javascript',
    'typescript',
    'java',
    'kotlin',
    'scala',
    'go',
    'php',
    'csharp',
    'elixir',
    'sql',
    'rust',
    'dart',
    'swift',
    'haskell',
  ],
};

/** What belongs to a set, a cluster or a ring is no person. */
const THINGS = /\w*(?:expansion|set|cluster|ring|shard|concept)_members?\b/i;

/** Whether it keeps records of people. */
export const peopleRecords: Check = {
  name: 'people-records',
  probes: [RECORDS],
  run: (view) =>
    found(
      view.facts.code
        .hits(RECORDS)
        .filter((hit) => view.here(hit.path) && !isSpokenOf(hit.text) && !THINGS.test(hit.text))
        .map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })),
    ),
};
