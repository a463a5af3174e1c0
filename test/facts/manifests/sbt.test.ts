import { describe, expect, test } from 'vitest';
import { sbtManifests } from '../../../src/facts/manifests/sbt.ts';
import { listed, matched, readFrom } from '../reading.ts';

const BUILD = `import Dependencies._
import sbt.Keys._

ThisBuild / organization := "com.acme"
ThisBuild / version := Versions.app
ThisBuild / scalaVersion := "3.4.2"
licenses += ("Apache-2.0", url("https://www.apache.org/licenses/LICENSE-2.0.txt"))
homepage := Some(url("https://acme.example"))

val circe = "0.14.9"

lazy val root = (project in file("."))
  .aggregate(core, api)
  .settings(
    name := "shop",
    publish / skip := true
  )

lazy val core = project
  .settings(
    libraryDependencies ++= Seq(
      "io.circe" %% "circe-core" % circe,
      "org.typelevel" %%% "cats-core" % "2.12.0", // "com.example" % "commented" % "1"
      "com.typesafe" % "config" % "1.4.3" exclude("org.evil", "evil"),
      "org.apache.spark" % "spark-sql_2.13" % "3.5.1" % "provided",
      "org.scalatest" %% "scalatest" % "3.2.19" % Test,
      "org.scalacheck" %% "scalacheck" % "1.18.0" % "test,it",
      munit % Test
    ) ++ Seq("org.mockito" % "mockito-core" % "5.12.0", "junit" % "junit" % "4.13.2").map(_ % Test),
    libraryDependencySchemes += "org.scala-lang.modules" %% "scala-xml" % VersionScheme.Always,
    dependencyOverrides += "com.google.guava" % "guava" % "33.2.0-jre",
    addCompilerPlugin("org.typelevel" %% "kind-projector" % "0.13.3")
  )

lazy val api = project.in(file("services/api"))
  .enablePlugins(PlayScala)
  .settings(Compile / mainClass := Some("com.acme.Main"), libraryDependencies ++= http)
  .dependsOn(core % "test->test")
`;

const DEPENDENCIES = `import sbt._

object Versions {
  val app = "1.0.0"
  val akka = "2.9.3"
}

object Dependencies {
  val http = Seq(
    "com.typesafe.akka" %% "akka-http" % Versions.akka,
    "com.typesafe.akka" %% s"akka-stream" % Versions.akka
  )
  val munit = "org.scalameta" %% "munit" % "1.0.0"
  val slick: ModuleID = "com.typesafe.slick" %% "slick" % unknownVersion

  val test = Seq(
    "org.scalatestplus" %% "mockito-5-10" % "3.2.18.0"
  )
}
`;

const FILES = {
  'build.sbt': BUILD,
  'project/Dependencies.scala': DEPENDENCIES,
  'project/build.properties': 'sbt.version = 1.10.0\n',
  'project/plugins.sbt':
    'libraryDependencySchemes += "org.scala-lang.modules" %% "scala-xml" % VersionScheme.Always\naddSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.4")\n\nlibraryDependencies += "org.vafer" % "jdeb" % "1.14"\n',
  'src/main/scala/project.scala': 'val a = "x" % "y" % "1"\n',
};

describe('sbt', () => {
  test('build.sbt', () => {
    const manifest = readFrom(sbtManifests, 'build.sbt', FILES);
    expect(manifest).toMatchObject({
      ecosystem: 'maven',
      name: 'com.acme:shop',
      version: '1.0.0',
      license: 'Apache-2.0',
      packaged: true,
      entryPoints: ['com.acme.Main'],
      workspaceMembers: ['core', 'services/api'],
      runtimes: [
        { name: 'scala', constraint: '3.4.2' },
        { name: 'sbt', constraint: '1.10.0' },
      ],
      urls: ['https://acme.example'],
    });
    expect(manifest?.private).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual([
      'io.circe:circe-core prod 0.14.9 :22',
      'org.typelevel:cats-core prod 2.12.0 :23',
      'com.typesafe:config prod 1.4.3 :24',
      'org.apache.spark:spark-sql peer 3.5.1 :25',
      'org.scalatest:scalatest test 3.2.19 :26',
      'org.scalacheck:scalacheck test 1.18.0 :27',
      'org.mockito:mockito-core test 5.12.0 :29',
      'junit:junit test 4.13.2 :29',
      'org.typelevel:kind-projector build 0.13.3 :32',
    ]);
  });

  test('project/Dependencies.scala, with the scopes in which the build uses its values', () => {
    expect(listed(readFrom(sbtManifests, 'project/Dependencies.scala', FILES)?.dependencies)).toEqual([
      'com.typesafe.akka:akka-http prod 2.9.3 :10',
      'com.typesafe.akka:akka-stream prod 2.9.3 :11',
      'org.scalameta:munit test 1.0.0 :13',
      'com.typesafe.slick:slick prod :14',
      'org.scalatestplus:mockito-5-10 test 3.2.18.0 :17',
    ]);
  });

  test('plugins of the build', () => {
    expect(listed(readFrom(sbtManifests, 'project/plugins.sbt', FILES)?.dependencies)).toEqual([
      'org.playframework:sbt-plugin build 3.0.4 :2',
      'org.vafer:jdeb build 1.14 :4',
    ]);
  });

  test('a build that is not published, with the Java that it is for', () => {
    const text = 'name := "tool"\norganization := "com.acme"\npublish / skip := true\nscalacOptions += "-release:17"\n';
    expect(readFrom(sbtManifests, 'build.sbt', { 'build.sbt': text })).toMatchObject({
      private: true,
      packaged: false,
      runtimes: [{ name: 'java', constraint: '17' }],
    });
  });

  test('what Play calls its libraries', () => {
    const files = {
      'build.sbt': 'libraryDependencies ++= Seq(guice, jdbc, specs2 % Test, "a.b" % "c" % "1")\nval ws = guice.x\n',
      'project/plugins.sbt': 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.4")\n',
    };
    expect(listed(readFrom(sbtManifests, 'build.sbt', files)?.dependencies)).toEqual([
      'a.b:c prod 1 :1',
      'org.playframework:play-guice prod :1',
      'org.playframework:play-jdbc prod :1',
      'org.playframework:play-specs2 test :1',
    ]);
    expect(listed(readFrom(sbtManifests, 'build.sbt', { 'build.sbt': files['build.sbt'] })?.dependencies)).toEqual([
      'a.b:c prod 1 :1',
    ]);
  });

  test('malformed builds still say what they can', () => {
    const text = '"unclosed\nlibraryDependencies += "a.b" %% "c" % "1" % Test\n) } ] "d" %% % "e"\n"f.g" %% "h" %';
    expect(listed(readFrom(sbtManifests, 'build.sbt', { 'build.sbt': text })?.dependencies)).toEqual([
      'a.b:c test 1 :2',
      'f.g:h prod :4',
    ]);
  });

  test('the files that it takes', () => {
    expect(matched(sbtManifests, [...Object.keys(FILES), 'project/a/B.scala'])).toEqual([
      'build.sbt',
      'project/Dependencies.scala',
      'project/plugins.sbt',
    ]);
  });
});
