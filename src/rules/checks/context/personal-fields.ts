import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { isSpokenOf } from './spoken-of.ts';

/** Whose it is, in the name of a column. */
const WHOSE = '(?:(?:sender|recipient|customer|user|contact|applicant|member|client|donor|guest|employee)_?)?';
const FIELDS =
  'email(?:_?address)?|e_?mail|first_?name|last_?name|full_?name|surname|given_?name|phone(?:_?number)?|mobile_?number|date_?of_?birth|birth_?date|dob|home_?address|street_?address|postal_?code|postcode|password(?:_?hash|_?digest)?|encrypted_password|national_?id|ssn|fnr|fodselsnummer|personnummer|passport|nhs_?number|national_?insurance\\w{0,10}|forenames?';

const WORDS = [
  'email',
  'email_address',
  'emailAddress',
  'e_mail',
  'first_name',
  'firstName',
  'last_name',
  'lastName',
  'full_name',
  'fullName',
  'surname',
  'given_name',
  'phone',
  'phone_number',
  'phoneNumber',
  'mobile_number',
  'date_of_birth',
  'dateOfBirth',
  'birth_date',
  'birthDate',
  'dob',
  'home_address',
  'street_address',
  'postal_code',
  'postcode',
  'password',
  'password_hash',
  'passwordHash',
  'password_digest',
  'encrypted_password',
  'ssn',
  'fnr',
  'fodselsnummer',
  'personnummer',
  'passport',
  'nhs_number',
  'nhsNumber',
  'national_insurance_number',
  'nationalInsuranceNumber',
  'forename',
  ...[
    'sender',
    'recipient',
    'customer',
    'user',
    'contact',
    'applicant',
    'member',
    'client',
    'donor',
    'guest',
    'employee',
  ].flatMap((whose) => [`${whose}_email`, `${whose}Email`, `${whose}_phone`, `${whose}Phone`]),
];

/** Columns and fields of stored records that hold what belongs to a person. */
const STORED: ProbeDefinition = {
  pattern: `(?:^|[\\s."'\`(:])${WHOSE}(?:${FIELDS})["'\`]?(?:\\s*(?:=\\s*(?:models\\.|db\\.|Column|mapped_column|sa\\.|fields?\\.|EmailField|Field\\()|:\\s*(?:Mapped\\[|\\{\\s*type|String\\b|varchar|text\\b|string\\b|Option<|\\?)|\\{\\s*get\\b|,\\s*(?::string|:text|:citext|String\\())|\\s+(?:varchar|character varying|text|citext|nvarchar|String[?]?\\s|CHAR))|\\bprivate\\s+String\\s+(?:${FIELDS})\\s*;|(?:t\\.(?:string|text|citext)|add_column[^\\n]*|field|column|table\\.(?:string|text)|\\$table->(?:string|text))[ (]\\s*:?["']?(?:${FIELDS})\\b`,
  words: WORDS,
  flags: 'i',
};

/** What a file of settings is read into is no record. */
const SETTING = /`[^`]*\b(?:yaml|toml|mapstructure|hcl|env|envconfig|koanf):"/;

/** Whether stored records hold names, addresses, passwords and the like, in at least two places. */
export const personalFields: Check = {
  name: 'personal-fields',
  probes: [STORED],
  run: (view) => {
    const hits = view.facts.code
      .hits(STORED)
      .filter((hit) => view.here(hit.path) && !SETTING.test(hit.text) && !isSpokenOf(hit.text));
    if (hits.length < 2) return no();
    return yes(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};
