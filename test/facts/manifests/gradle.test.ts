import { describe, expect, test } from 'vitest';
import { gradleManifests } from '../../../src/facts/manifests/gradle.ts';
import { listed, matched, readFrom } from '../reading.ts';

const read = (path: string, files: Record<string, string>) => readFrom(gradleManifests, path, files);

describe('build.gradle', () => {
  test('a Groovy script in all notations', () => {
    const script = `buildscript {
    ext.kotlin_version = '1.9.24'
    repositories { mavenCentral() }
    dependencies {
        classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlin_version"
    }
}

plugins {
    id 'java'
    id "org.springframework.boot" version "3.3.1"
    id 'com.diffplug.spotless' version '6.25.0' apply false
}
apply plugin: 'maven-publish'
apply from: 'gradle/versions.gradle'

group = 'com.acme'
version = '1.2.0'
description = "Shop's API" // the one with an apostrophe
sourceCompatibility = JavaVersion.VERSION_17

def grpcVersion = '1.65.0'
ext {
    versions = [jackson: '2.17.1', test: [junit: '5.10.3']]
    libraries = [okhttp: "com.squareup.okhttp3:okhttp:4.12.0"]
}

configurations {
    all*.exclude group: 'commons-logging', module: 'commons-logging'
}

dependencies {
    implementation project(':core')
    implementation 'com.google.guava:guava:33.2.0-jre'
    implementation "io.grpc:grpc-netty:\${grpcVersion}",
            "io.grpc:grpc-stub:\${grpcVersion}"
    implementation(platform("software.amazon.awssdk:bom:2.26.0"))
    api("com.fasterxml.jackson.core:jackson-databind:$versions.jackson") {
        exclude group: 'org.evil', module: 'evil'
    }
    implementation group: 'ch.qos.logback', name: 'logback-classic', version: logbackVersion
    implementation libraries.okhttp
    compileOnly 'org.projectlombok:lombok:1.18.32'
    annotationProcessor 'org.projectlombok:lombok:1.18.32'
    developmentOnly 'org.springframework.boot:spring-boot-devtools'
    runtimeOnly 'org.postgresql:postgresql'
    implementation fileTree(dir: 'libs', include: ['*.jar'])
    testImplementation("org.junit.jupiter:junit-jupiter:\${versions.test.junit}")
    integrationTestImplementation 'org.testcontainers:postgresql:1.19.8@jar'
    constraints {
        implementation 'org.apache.commons:commons-text:1.12.0'
    }
    // implementation 'com.example:commented:1'
}

application {
    mainClass = 'com.acme.shop.Main'
}

publishing {
    publications { maven(MavenPublication) { pom {
        licenses { license { name = 'Apache-2.0' } }
        developers { developer { name = 'Ada' } }
    } } }
}

task bump { group = 'release'
  description = 'Bumps' }
`;
    const manifest = read('build.gradle', {
      'build.gradle': script,
      'settings.gradle':
        "rootProject.name = 'shop'\ninclude 'core', ':services:api'\ninclude ':moved'\nproject(':moved').projectDir = file('elsewhere')\n",
      'gradle/versions.gradle': "ext.logbackVersion = '1.5.6'\n",
    });
    expect(manifest).toMatchObject({
      ecosystem: 'maven',
      name: 'com.acme:shop',
      version: '1.2.0',
      description: "Shop's API",
      license: 'Apache-2.0',
      packaged: true,
      entryPoints: ['com.acme.shop.Main'],
      runtimes: [{ name: 'java', constraint: '17', line: 20 }],
      authors: ['Ada'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'org.jetbrains.kotlin:kotlin-gradle-plugin build 1.9.24 :5',
      'java build :10',
      'org.springframework.boot build 3.3.1 :11',
      'com.diffplug.spotless build 6.25.0 :12',
      'maven-publish build :14',
      'com.google.guava:guava prod 33.2.0-jre :34',
      'io.grpc:grpc-netty prod 1.65.0 :35',
      'io.grpc:grpc-stub prod 1.65.0 :36',
      'software.amazon.awssdk:bom build 2.26.0 :37',
      'com.fasterxml.jackson.core:jackson-databind prod 2.17.1 :38',
      'ch.qos.logback:logback-classic prod 1.5.6 :41',
      'com.squareup.okhttp3:okhttp prod 4.12.0 :42',
      'org.projectlombok:lombok peer 1.18.32 :43',
      'org.projectlombok:lombok build 1.18.32 :44',
      'org.springframework.boot:spring-boot-devtools dev :45',
      'org.postgresql:postgresql prod :46',
      'org.junit.jupiter:junit-jupiter test 5.10.3 :48',
      'org.testcontainers:postgresql test 1.19.8 :49',
    ]);
  });

  test('a Kotlin script with a version catalogue', () => {
    const catalogue = `[versions]
kotlin = "2.0.0"
ktor = { strictly = "2.3.12" }
java = "21"

[libraries]
ktor-server-netty = { module = "io.ktor:ktor-server-netty", version.ref = "ktor" }
ktor-server_core = { group = "io.ktor", name = "ktor-server-core", version.ref = "ktor" }
kotest = "io.kotest:kotest-runner-junit5:5.9.1"
unused = "com.example:unused:1"

[bundles]
server = ["ktor-server-netty", "ktor-server_core"]

[plugins]
kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }
shadow = "com.gradleup.shadow:8.3.0"
`;
    const script = `import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    \`java-library\`
    application
    alias(libs.plugins.kotlin.jvm)
    alias(libs.plugins.shadow) apply false
    kotlin("plugin.serialization") version "2.0.0"
}

kotlin { jvmToolchain(libs.versions.java.get().toInt()) }

dependencies {
    val ver = object { val exposed = "0.52.0" }
    implementation(libs.bundles.server)
    implementation("org.jetbrains.exposed:exposed-core:\${ver.exposed}")
    implementation(kotlin("reflect"))
    implementation(libs.ktor.server.netty) { because("com.example:not-this:1") }
    "kapt"("com.google.dagger:dagger-compiler:2.51")
    add("ksp", "com.squareup.moshi:moshi-kotlin-codegen:1.15.1")
    testImplementation(libs.kotest)
    testImplementation(testFixtures(project(":core")))
}

application {
    mainClass.set("com.acme.MainKt")
}
`;
    const files = { 'gradle/libs.versions.toml': catalogue, 'services/api/build.gradle.kts': script };
    const manifest = read('services/api/build.gradle.kts', files);
    expect(manifest).toMatchObject({
      name: 'api',
      packaged: false,
      entryPoints: ['com.acme.MainKt'],
      runtimes: [{ name: 'java', constraint: '21', line: 11 }],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'java-library build :4',
      'application build :5',
      'org.jetbrains.kotlin.jvm build 2.0.0 :6',
      'com.gradleup.shadow build 8.3.0 :7',
      'org.jetbrains.kotlin.plugin.serialization build 2.0.0 :8',
      'io.ktor:ktor-server-netty prod 2.3.12 :15',
      'io.ktor:ktor-server-core prod 2.3.12 :15',
      'org.jetbrains.exposed:exposed-core prod 0.52.0 :16',
      'org.jetbrains.kotlin:kotlin-reflect prod :17',
      'com.google.dagger:dagger-compiler build 2.51 :19',
      'com.squareup.moshi:moshi-kotlin-codegen build 1.15.1 :20',
      'io.kotest:kotest-runner-junit5 test 5.9.1 :21',
    ]);
  });

  test('a catalogue that settings name or declare', () => {
    const settings = `dependencyResolutionManagement {
    versionCatalogs {
        create("deps") { from(files("catalogs/all.versions.toml")) }
        libs {
            version('slf4j', '2.0.13')
            library('slf4j', 'org.slf4j', 'slf4j-api').versionRef('slf4j')
            plugin('spotless', 'com.diffplug.spotless').version('6.25.0')
        }
    }
}
rootProject.name = "tools"
include(
    "app",
    ":lib:core",
)
includeBuild("build-logic")
`;
    const files = {
      'settings.gradle.kts': settings,
      'catalogs/all.versions.toml': '[libraries]\nmoshi = "com.squareup.moshi:moshi:1.15.1"\n',
      'app/build.gradle.kts':
        'plugins { alias(libs.plugins.spotless) }\ndependencies {\n  implementation(deps.moshi)\n  api(libs.slf4j)\n}\n',
    };
    expect(listed(read('app/build.gradle.kts', files)?.dependencies)).toEqual([
      'com.diffplug.spotless build 6.25.0 :1',
      'com.squareup.moshi:moshi prod 1.15.1 :3',
      'org.slf4j:slf4j-api prod 2.0.13 :4',
    ]);
    expect(read('settings.gradle.kts', files)).toMatchObject({
      name: 'tools',
      workspaceMembers: ['app', 'lib/core', 'build-logic'],
    });
  });

  test('source sets for tests, constants of buildSrc, and values of the root project', () => {
    const files = {
      'buildSrc/src/main/kotlin/Deps.kt': `object Versions {
    const val coroutines = "1.8.1"
    private const val base = "2"
    const val okio = "$base.9.0"
}
object Deps {
    const val coroutines = "org.jetbrains.kotlinx:kotlinx-coroutines-core:\${Versions.coroutines}"
    const val task = ":app:assemble"
}
`,
      'build.gradle.kts': 'allprojects { group = "com.acme" }\nval turbineVersion by extra("1.1.0")\n',
      'gradle.properties': '# versions\nversion=3.0.0\njunit.version=4.13.2\n',
      'shared/build.gradle.kts': `kotlin {
    sourceSets {
        commonMain.dependencies {
            implementation(Deps.coroutines)
            implementation("com.squareup.okio:okio:\${Versions.okio}")
        }
        val commonTest by getting {
            dependencies {
                implementation("app.cash.turbine:turbine:\${rootProject.extra["turbineVersion"]}")
                implementation("junit:junit:\${property("junit.version")}")
            }
        }
    }
}
`,
    };
    const manifest = read('shared/build.gradle.kts', files);
    expect(manifest).toMatchObject({ name: 'com.acme:shared', version: '3.0.0' });
    expect(listed(manifest?.dependencies)).toEqual([
      'org.jetbrains.kotlinx:kotlinx-coroutines-core prod 1.8.1 :4',
      'com.squareup.okio:okio prod 2.9.0 :5',
      'app.cash.turbine:turbine test 1.1.0 :9',
      'junit:junit test 4.13.2 :10',
    ]);
    expect(listed(read('buildSrc/src/main/kotlin/Deps.kt', files)?.dependencies)).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as written in Kotlin.
      'org.jetbrains.kotlinx:kotlinx-coroutines-core build ${Versions.coroutines} :7',
    ]);
  });

  test('an Android app', () => {
    const script = `plugins { id("com.android.application") }
android {
    namespace = "com.acme.app"
    defaultConfig {
        minSdk = 24
        versionName = "1.0"
    }
    kotlinOptions { jvmTarget = "1.8" }
}
dependencies {
    debugImplementation("com.squareup.leakcanary:leakcanary-android:2.14")
    androidTestImplementation("androidx.test.espresso:espresso-core:3.5.1")
}
`;
    const manifest = read('app/build.gradle.kts', { 'app/build.gradle.kts': script });
    expect(manifest?.runtimes).toEqual([
      { name: 'java', constraint: '1.8', line: 8 },
      { name: 'android', constraint: '24', line: 5 },
    ]);
    expect(listed(manifest?.dependencies)).toEqual([
      'com.android.application build :1',
      'com.squareup.leakcanary:leakcanary-android dev 2.14 :11',
      'androidx.test.espresso:espresso-core test 3.5.1 :12',
    ]);
  });

  test('convention plugins need what they need for the build', () => {
    const files = {
      'gradle/libs.versions.toml': '[libraries]\ndetekt-rules = "io.gitlab.arturbosch.detekt:detekt-rules:1.23.6"\n',
      'build-logic/src/main/kotlin/Conventions.kt': `class Conventions : Plugin<Project> {
  override fun apply(target: Project) = with(target) {
    pluginManager.apply("io.gitlab.arturbosch.detekt")
    val libs = extensions.getByType<VersionCatalogsExtension>().named("libs")
    dependencies {
      "detektPlugins"(libs.findLibrary("detekt-rules").get())
    }
  }
}
`,
      'build-logic/src/main/kotlin/Other.kt': 'class Other { val path = "a:b" }\n',
    };
    expect(listed(read('build-logic/src/main/kotlin/Conventions.kt', files)?.dependencies)).toEqual([
      'io.gitlab.arturbosch.detekt build :3',
      'io.gitlab.arturbosch.detekt:detekt-rules build 1.23.6 :6',
    ]);
    expect(read('build-logic/src/main/kotlin/Other.kt', files)).toBeUndefined();
  });

  test('malformed scripts still say what they can', () => {
    const read1 = (text: string) => listed(read('build.gradle', { 'build.gradle': text })?.dependencies);
    expect(read1("dependencies {\n  implementation 'a.b:c:1\n  api 'd.e:f:2'\n")).toEqual([
      'a.b:c prod 1 :2',
      'd.e:f prod 2 :3',
    ]);
    expect(read1("} ) ]\ndependencies { implementation('a.b:c:1' }\n")).toEqual(['a.b:c prod 1 :2']);
    expect(read1(`${'{'.repeat(100_000)}dependencies`)).toEqual([]);
    expect(read1(`def a = "$b"\ndef b = "$a$a"\ndependencies { api "x.y:z:$a" }`)).toEqual([
      expect.stringMatching(/^x\.y:z prod \S{1,1000} :3$/),
    ]);
    expect(read1('/* never closed\ndependencies { api "a.b:c:1" }')).toEqual(['a.b:c prod 1 :2']);
  });

  test('the files that it takes', () => {
    const names = [
      'build.gradle',
      'x.gradle.kts',
      'buildSrc/src/A.kt',
      'app/src/A.kt',
      'gradle.properties',
      'build.gradle.bak',
    ];
    expect(matched(gradleManifests, names)).toEqual(['build.gradle', 'x.gradle.kts', 'buildSrc/src/A.kt']);
  });
});
