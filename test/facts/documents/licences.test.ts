import { describe, expect, it } from 'vitest';
import { identifyLicence, namedLicence } from '../../../src/facts/documents/licences.ts';
import { readDocuments } from '../../../src/facts/documents.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

const MIT = `MIT License

Copyright (c) 2024 Ada

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.
`;
const BSD = `Copyright 2024 Ada. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice.
2. Redistributions in binary form must reproduce the above copyright notice.
`;

describe('identifyLicence', () => {
  it.each([
    [MIT, 'MIT'],
    [MIT.slice(0, MIT.indexOf('The above')), 'MIT-0'],
    [BSD, 'BSD-2-Clause'],
    [`${BSD}3. Neither the name of the copyright holder nor the names of its contributors may be used`, 'BSD-3-Clause'],
    [
      '                                 Apache License\n                           Version 2.0, January 2004\n',
      'Apache-2.0',
    ],
    [
      'GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n ... the GNU Affero General Public License, version 3',
      'GPL-3.0',
    ],
    ['# GNU AFFERO GENERAL PUBLIC LICENSE\n\nVersion 3, 19 November 2007', 'AGPL-3.0'],
    ['GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999', 'LGPL-2.1'],
    ['Mozilla Public License Version 2.0\n====', 'MPL-2.0'],
    [
      'Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted, provided that the above',
      'ISC',
    ],
    ['EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL', 'EUPL-1.2'],
    ['This is free and unencumbered software released into the public domain.', 'Unlicense'],
    ['Creative Commons Legal Code\n\nCC0 1.0 Universal', 'CC0-1.0'],
    ['// SPDX-License-Identifier: MIT OR Apache-2.0\n', 'MIT OR Apache-2.0'],
    ['Copyright 2024 Acme Inc. All rights reserved.\n', 'LicenseRef-proprietary'],
    ['PROPRIETARY AND CONFIDENTIAL\n', 'LicenseRef-proprietary'],
    ['See the file COPYING.\n', undefined],
    ['', undefined],
  ])('knows %j', (text, spdx) => {
    expect(identifyLicence(text)).toBe(spdx);
  });
});

describe('namedLicence', () => {
  it.each([
    ['Released under the [MIT License](LICENSE).', 'MIT'],
    ['Licensed under the Apache License, Version 2.0.', 'Apache-2.0'],
    ['GPLv3 or later.', 'GPL-3.0'],
    ['[AGPL-3.0](LICENSE)', 'AGPL-3.0'],
    ['BSD 3-Clause', 'BSD-3-Clause'],
    [MIT, 'MIT'],
    ['Proprietary. All rights reserved.', 'LicenseRef-proprietary'],
    ['Ask before you submit.', undefined],
  ])('knows %j', (text, spdx) => {
    expect(namedLicence(text)).toBe(spdx);
  });
});

describe('readDocuments: licences', () => {
  const read = (contents: Record<string, string>) => readDocuments(createSource(memoryRepository(contents))).licences;

  it('are read wherever projects put them', () => {
    expect(
      read({
        LICENSE: MIT,
        'LICENSE-APACHE': 'Apache License\nVersion 2.0\n',
        'COPYING.LESSER': 'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3\n',
        'LICENSES/CC0-1.0.txt': 'Creative Commons\nCC0 1.0 Universal\n',
        'packages/a/LICENCE.md': MIT,
        'MIT-LICENSE': MIT,
        'README.md': '# A\n\n## Use\n\nx\n\n## Licence\n\nMIT\n',
      }),
    ).toEqual([
      { path: 'COPYING.LESSER', spdx: 'LGPL-3.0' },
      { path: 'LICENSE', spdx: 'MIT' },
      { path: 'LICENSE-APACHE', spdx: 'Apache-2.0' },
      { path: 'LICENSES/CC0-1.0.txt', spdx: 'CC0-1.0' },
      { path: 'MIT-LICENSE', spdx: 'MIT' },
      { path: 'packages/a/LICENCE.md', spdx: 'MIT' },
      { path: 'README.md', line: 7, spdx: 'MIT' },
    ]);
  });

  it('are not what only has the name', () => {
    expect(
      read({
        'src/license.ts': MIT,
        'license-header.txt': MIT,
        'THIRD-PARTY-LICENSES.txt': MIT,
        'debian/copyright': MIT,
        'docs/license.md': MIT,
        'node_modules/a/LICENSE': MIT,
        'test/fixtures/LICENSE': MIT,
        'license.json': '{}',
      }),
    ).toEqual([]);
  });
});
