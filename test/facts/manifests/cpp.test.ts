import { describe, expect, test } from 'vitest';
import { cppManifests } from '../../../src/facts/manifests/cpp.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const read = (path: string, text: string) => readFrom(cppManifests, path, { [path]: text });

describe('CMake', () => {
  test('a project with packages from everywhere', () => {
    const manifest = read(
      'CMakeLists.txt',
      `cmake_minimum_required(VERSION 3.20)
set(FMT_VERSION 10.2.1)
project(Shop VERSION 2.1.0 DESCRIPTION "Sells things" HOMEPAGE_URL "https://acme.example" LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
#[[ find_package(Commented) ]]
find_package(Qt6 6.5 REQUIRED COMPONENTS Widgets Network)
find_package(Threads)
find_package(PkgConfig REQUIRED)
pkg_check_modules(GTK REQUIRED IMPORTED_TARGET gtk+-3.0>=3.24 libnotify)
include(FetchContent)
FetchContent_Declare(
  spdlog
  GIT_REPOSITORY https://github.com/gabime/spdlog.git # fast
  GIT_TAG v1.14.1)
CPMAddPackage("gh:nlohmann/json@3.11.3")
CPMAddPackage(NAME fmt GITHUB_REPOSITORY fmtlib/fmt VERSION \${FMT_VERSION})
ExternalProject_Add(zlib URL https://zlib.net/zlib.tar.gz)

add_library(\${PROJECT_NAME}core STATIC a.cpp)
add_executable(shop main.cpp)
add_executable(scratch scratch.cpp)
add_executable(Alias::shop ALIAS shop)
install(TARGETS shop \${PROJECT_NAME}core RUNTIME DESTINATION bin)

if(BUILD_TESTING)
  find_package(GTest REQUIRED)
  FetchContent_Declare(catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git)
endif()
find_package(OpenSSL)
`,
    );
    expect(manifest).toMatchObject({
      ecosystem: 'cpp',
      name: 'Shop',
      version: '2.1.0',
      description: 'Sells things',
      packaged: true,
      binaries: ['shop'],
      entryPoints: ['scratch', 'Shopcore'],
      runtimes: [
        { name: 'cmake', constraint: '3.20', line: 1 },
        { name: 'c++', constraint: '20', line: 4 },
      ],
      urls: ['https://acme.example'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'qt6 prod 6.5 :6',
      'threads prod :7',
      'pkgconfig prod :8',
      'gtk+-3.0 prod 3.24 :9',
      'libnotify prod :9',
      'spdlog prod v1.14.1 :11',
      'json prod 3.11.3 :15',
      'fmt prod 10.2.1 :16',
      'zlib prod :17',
      'gtest test :26',
      'catch2 test :27',
      'openssl prod :29',
    ]);
  });

  test('firmware', () => {
    expect(listed(read('CMakeLists.txt', 'include(pico_sdk_import.cmake)\npico_sdk_init()\n')?.dependencies)).toEqual([
      'pico-sdk prod :2',
    ]);
    expect(
      listed(read('CMakeLists.txt', 'include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(app)\n')?.dependencies),
    ).toEqual(['esp-idf prod :1']);
    expect(
      listed(read('app/CMakeLists.txt', 'find_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})')?.dependencies),
    ).toEqual(['zephyr prod :1']);
  });

  test('scripts that say nothing, and malformed ones', () => {
    expect(read('cmake/flags.cmake', 'set(X 1)\nmessage("find_package(Fake)")\n')).toBeUndefined();
    expect(listed(read('CMakeLists.txt', 'find_package(A\nfind_package(B)')?.dependencies)).toEqual(['a prod :1']);
    expect(listed(read('CMakeLists.txt', ') endif() find_package(A) "unclosed')?.dependencies)).toEqual(['a prod :1']);
  });
});

describe('Meson', () => {
  test('a project', () => {
    const manifest = read(
      'meson.build',
      `project('shop', 'c', version : '1.0', license: ['MIT', 'BSD-2-Clause'], meson_version: '>=0.60')
# dependency('commented')
glib = dependency('glib-2.0', version: '>= 2.60', required: get_option('glib'))
dep2 = dependency('Threads')
libfoo = subproject('foo')
executable('shop', 'main.c', dependencies: [glib], install: true)
executable('helper', 'helper.c')
shared_library('shop-1', 'lib.c', install : true)
`,
    );
    expect(manifest).toMatchObject({
      name: 'shop',
      version: '1.0',
      license: 'MIT AND BSD-2-Clause',
      packaged: true,
      binaries: ['shop'],
      entryPoints: ['shop-1'],
      runtimes: [{ name: 'meson', constraint: '>=0.60' }],
    });
    expect(listed(manifest?.dependencies)).toEqual(['glib-2.0 prod >= 2.60 :3', 'threads prod :4', 'foo prod :5']);
  });
});

describe('Conan and vcpkg', () => {
  test('conanfile.txt', () => {
    const text =
      '[requires]\nfmt/10.2.1\nopenssl/[>=3 <4]@acme/stable # comment\n\n[tool_requires]\ncmake/3.29.3\n[options]\nfmt/*:shared=True\n[test_requires]\ngtest/1.14.0\n';
    expect(listed(read('conanfile.txt', text)?.dependencies)).toEqual([
      'fmt prod 10.2.1 :2',
      'openssl prod >=3 <4 :3',
      'cmake build 3.29.3 :6',
      'gtest test 1.14.0 :10',
    ]);
  });

  test('conanfile.py', () => {
    const text = `from conan import ConanFile

class ShopConan(ConanFile):
    name = "shop"
    version = "1.0"
    license = "MIT"
    url = "https://github.com/acme/shop"
    description = """Sells
    things"""
    topics = ("shop", "json")
    package_type = "application"
    requires = "zlib/1.3.1", "bzip2/1.0.8"
    options = {"shared": [True, False]}

    def requirements(self):
        self.requires("fmt/10.2.1", transitive_headers=True)
        self.requires(f"boost/{self.boost}")
        # self.requires("commented/1.0")

    def build_requirements(self):
        self.tool_requires('ninja/1.12.1')
        self.test_requires("catch2/3.6.0")
`;
    const manifest = read('conanfile.py', text);
    expect(manifest).toMatchObject({
      name: 'shop',
      version: '1.0',
      license: 'MIT',
      packaged: true,
      keywords: ['shop', 'json'],
      classifiers: ['application'],
      urls: ['https://github.com/acme/shop'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'zlib prod 1.3.1 :12',
      'bzip2 prod 1.0.8 :12',
      'fmt prod 10.2.1 :16',
      'boost prod :17',
      'ninja build 1.12.1 :21',
      'catch2 test 3.6.0 :22',
    ]);
  });

  test('vcpkg.json', () => {
    const text = `{
  "name": "shop",
  "version-semver": "1.0.0",
  "license": "MIT",
  "dependencies": [
    "fmt",
    { "name": "boost-asio", "version>=": "1.84.0" },
    { "name": "protobuf", "host": true }
  ],
  "features": {
    "tests": { "description": "x", "dependencies": ["gtest"] },
    "tls": { "description": "x", "dependencies": ["openssl"] }
  }
}`;
    const manifest = read('vcpkg.json', text);
    expect(manifest).toMatchObject({ name: 'shop', version: '1.0.0', license: 'MIT', packaged: true });
    expect(listed(manifest?.dependencies)).toEqual([
      'fmt prod :6',
      'boost-asio prod 1.84.0 :7',
      'protobuf build :8',
      'gtest test :11',
      'openssl optional :12',
    ]);
    expect(read('vcpkg.json', '{"dependencies": 3, "features": [1], "name": null}')).toMatchObject({ packaged: false });
    expect(diagnosticsOf(cppManifests, 'vcpkg.json', { 'vcpkg.json': '{\n"name": }' })).toEqual([
      '2: malformed JSON: ValueExpected (line 2)',
    ]);
  });
});

describe('embedded frameworks', () => {
  test('west.yml', () => {
    const text =
      'manifest:\n  remotes:\n    - name: zephyrproject-rtos\n      url-base: https://github.com/zephyrproject-rtos\n  projects:\n    - name: zephyr\n      revision: v3.6.0\n      import: true\n';
    expect(listed(read('west.yml', text)?.dependencies)).toEqual(['zephyr prod v3.6.0 :6']);
    expect(read('west.yml', 'other: 1\n')).toBeUndefined();
  });

  test('platformio.ini', () => {
    const text = `[platformio]
default_envs = esp32
[env]
framework = arduino, espidf
lib_deps =
    bblanchon/ArduinoJson @ ^7.0.4
    https://github.com/acme/Driver.git#v1.2 ; pinned
    Wire
[env:esp32]
platform = espressif32 @ 6.7.0
lib_deps =
    \${env.lib_deps}
[env:native_test]
platform = native
lib_deps = throwtheswitch/Unity@2.6.0
`;
    const manifest = read('platformio.ini', text);
    expect(manifest?.runtimes).toEqual([
      { name: 'espressif32', constraint: '6.7.0', line: 10 },
      { name: 'native', constraint: '*', line: 14 },
    ]);
    expect(listed(manifest?.dependencies)).toEqual([
      'arduino prod :4',
      'espidf prod :4',
      'arduinojson prod ^7.0.4 :6',
      'driver prod v1.2 :7',
      'wire prod :8',
      'unity test 2.6.0 :15',
    ]);
  });

  test('idf_component.yml', () => {
    const text =
      'version: "1.0.0"\ndescription: LEDs\ndependencies:\n  idf: ">=5.0"\n  espressif/led_strip:\n    version: "^2.5.0"\n';
    const manifest = read('main/idf_component.yml', text);
    expect(manifest).toMatchObject({ version: '1.0.0', description: 'LEDs', packaged: true });
    expect(listed(manifest?.dependencies)).toEqual(['esp-idf prod >=5.0 :4', 'espressif/led_strip prod ^2.5.0 :5']);
  });

  test('the files that it takes', () => {
    const names = [
      'CMakeLists.txt',
      'cmake/deps.cmake',
      'cmake/FindFoo.cmake',
      'FooConfig.cmake',
      'cmake/CPM.cmake',
      'meson.build',
      'toString',
    ];
    expect(matched(cppManifests, names)).toEqual(['CMakeLists.txt', 'cmake/deps.cmake', 'meson.build']);
  });
});
