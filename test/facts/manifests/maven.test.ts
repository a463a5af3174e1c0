import { describe, expect, test } from 'vitest';
import { mavenManifests } from '../../../src/facts/manifests/maven.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const PARENT = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.3.1</version>
    <relativePath/>
  </parent>
  <groupId>com.acme</groupId>
  <artifactId>shop</artifactId>
  <version>\${revision}</version>
  <packaging>pom</packaging>
  <name>Shop</name>
  <url>https://shop.acme.example</url>
  <licenses><license><name>Apache-2.0</name></license></licenses>
  <developers><developer><name>Ada</name></developer></developers>
  <scm><url>https://github.com/acme/shop</url></scm>
  <distributionManagement>
    <repository><id>central</id><url>https://oss.sonatype.org/service/local/staging/deploy/maven2</url></repository>
  </distributionManagement>
  <modules>
    <module>api</module>
    <module>core</module>
  </modules>
  <properties>
    <revision>2.1.0</revision>
    <java.version>21</java.version>
    <grpc.version>1.65.0</grpc.version>
    <grpc.bom>\${grpc.version}</grpc.bom>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.grpc</groupId>
        <artifactId>grpc-bom</artifactId>
        <version>\${grpc.bom}</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
      <dependency>
        <groupId>org.assertj</groupId>
        <artifactId>assertj-core</artifactId>
        <version>3.26.0</version>
        <scope>test</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-api</artifactId>
      <version>2.0.13</version>
    </dependency>
  </dependencies>
  <build>
    <pluginManagement>
      <plugins>
        <plugin><artifactId>maven-war-plugin</artifactId><version>3.4.0</version></plugin>
      </plugins>
    </pluginManagement>
    <plugins>
      <plugin>
        <artifactId>maven-enforcer-plugin</artifactId>
        <version>3.5.0</version>
      </plugin>
    </plugins>
  </build>
  <profiles>
    <profile>
      <id>release</id>
      <build>
        <plugins>
          <plugin>
            <groupId>org.sonatype.central</groupId>
            <artifactId>central-publishing-maven-plugin</artifactId>
            <version>0.5.0</version>
          </plugin>
        </plugins>
      </build>
    </profile>
  </profiles>
</project>
`;

const MODULE = `<project>
  <parent>
    <groupId>com.acme</groupId>
    <artifactId>shop</artifactId>
    <version>\${revision}</version>
  </parent>
  <artifactId>api</artifactId>
  <packaging>war</packaging>
  <description>The API</description>
  <dependencies>
    <!--
    <dependency>
      <groupId>log4j</groupId>
      <artifactId>log4j</artifactId>
    </dependency>
    -->
    <dependency>
      <groupId>\${project.groupId}</groupId>
      <artifactId>core</artifactId>
      <version>\${project.version}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.spark</groupId>
      <artifactId>spark-core_2.12</artifactId>
      <version>3.5.1</version>
      <exclusions>
        <exclusion><groupId>log4j</groupId><artifactId>log4j</artifactId></exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>org.assertj</groupId>
      <artifactId>assertj-core</artifactId>
    </dependency>
    <dependency>
      <groupId>jakarta.servlet</groupId>
      <artifactId>jakarta.servlet-api</artifactId>
      <version>6.0.0</version>
      <scope>provided</scope>
    </dependency>
    <dependency>
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <scope>runtime</scope>
    </dependency>
    <dependency>
      <groupId>io.micrometer</groupId>
      <artifactId>micrometer-core</artifactId>
      <version>\${unknown.version}</version>
      <optional>true</optional>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
        <configuration><mainClass>com.acme.shop.Application</mainClass></configuration>
      </plugin>
      <plugin>
        <artifactId>maven-compiler-plugin</artifactId>
        <configuration>
          <release>17</release>
          <annotationProcessorPaths>
            <path>
              <groupId>org.mapstruct</groupId>
              <artifactId>mapstruct-processor</artifactId>
              <version>1.5.5.Final</version>
            </path>
          </annotationProcessorPaths>
        </configuration>
      </plugin>
      <plugin>
        <artifactId>maven-checkstyle-plugin</artifactId>
        <dependencies>
          <dependency>
            <groupId>com.puppycrawl.tools</groupId>
            <artifactId>checkstyle</artifactId>
            <version>10.17.0</version>
          </dependency>
        </dependencies>
      </plugin>
    </plugins>
  </build>
</project>
`;

describe('pom.xml', () => {
  test('a parent with modules, a BOM and a release profile', () => {
    const manifest = readFrom(mavenManifests, 'pom.xml', { 'pom.xml': PARENT });
    expect(manifest).toMatchObject({
      ecosystem: 'maven',
      name: 'com.acme:shop',
      version: '2.1.0',
      description: 'Shop',
      license: 'Apache-2.0',
      packaged: true,
      workspaceMembers: ['api', 'core'],
      runtimes: [{ name: 'java', constraint: '21', line: 28 }],
      classifiers: ['pom'],
      authors: ['Ada'],
      urls: [
        'https://shop.acme.example',
        'https://github.com/acme/shop',
        'https://oss.sonatype.org/service/local/staging/deploy/maven2',
      ],
    });
    expect(manifest?.private).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual([
      'org.springframework.boot:spring-boot-starter-parent build 3.3.1 :4',
      'io.grpc:grpc-bom build 1.65.0 :34',
      'org.slf4j:slf4j-api prod 2.0.13 :50',
      'org.apache.maven.plugins:maven-enforcer-plugin build 3.5.0 :63',
      'org.sonatype.central:central-publishing-maven-plugin build 0.5.0 :74',
    ]);
  });

  test('a module inherits from the parent beside it', () => {
    const manifest = readFrom(mavenManifests, 'api/pom.xml', { 'pom.xml': PARENT, 'api/pom.xml': MODULE });
    expect(manifest).toMatchObject({
      name: 'com.acme:api',
      version: '2.1.0',
      description: 'The API',
      license: 'Apache-2.0',
      entryPoints: ['com.acme.shop.Application'],
      runtimes: [{ name: 'java', constraint: '17', line: 62 }],
      classifiers: ['war'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'com.acme:core prod 2.1.0 :17',
      'org.apache.spark:spark-core prod 3.5.1 :22',
      'org.assertj:assertj-core test 3.26.0 :30',
      'jakarta.servlet:jakarta.servlet-api peer 6.0.0 :34',
      'org.postgresql:postgresql prod :40',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Maven's way to name a property.
      'io.micrometer:micrometer-core optional ${unknown.version} :45',
      'org.springframework.boot:spring-boot-maven-plugin build :54',
      'org.apache.maven.plugins:maven-compiler-plugin build :59',
      'org.mapstruct:mapstruct-processor build 1.5.5.Final :64',
      'org.apache.maven.plugins:maven-checkstyle-plugin build :72',
      'com.puppycrawl.tools:checkstyle build 10.17.0 :75',
      'org.slf4j:slf4j-api prod 2.0.13',
      'org.apache.maven.plugins:maven-enforcer-plugin build 3.5.0',
    ]);
  });

  test('a parent elsewhere in the repository is found by its coordinates, in a BOM too', () => {
    const files = {
      'build/parent/pom.xml': `<project>
        <groupId>com.acme</groupId><artifactId>parent</artifactId><version>7</version>
        <dependencyManagement><dependencies>
          <dependency><groupId>com.acme</groupId><artifactId>bom</artifactId><version>7</version><scope>import</scope></dependency>
        </dependencies></dependencyManagement>
      </project>`,
      'bom/pom.xml': `<project>
        <groupId>com.acme</groupId><artifactId>bom</artifactId><version>7</version>
        <properties><guava>33.2.0-jre</guava></properties>
        <dependencyManagement><dependencies>
          <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>\${guava}</version></dependency>
        </dependencies></dependencyManagement>
      </project>`,
      'app/pom.xml': `<project>
        <parent><groupId>com.acme</groupId><artifactId>parent</artifactId><version>7</version></parent>
        <artifactId>app</artifactId>
        <properties><maven.deploy.skip>true</maven.deploy.skip></properties>
        <dependencies><dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId></dependency></dependencies>
      </project>`,
    };
    const manifest = readFrom(mavenManifests, 'app/pom.xml', files);
    expect(manifest).toMatchObject({ name: 'com.acme:app', version: '7', private: true });
    expect(listed(manifest?.dependencies)).toEqual(['com.google.guava:guava prod 33.2.0-jre :5']);
  });

  test('parents in a circle, and properties that grow without end', () => {
    const pom = (name: string, parent: string) => `<project>
      <parent><groupId>g</groupId><artifactId>${parent}</artifactId><version>1</version></parent>
      <groupId>g</groupId><artifactId>${name}</artifactId>
      <properties><a>\${b}\${b}</a><b>\${a}\${a}</b></properties>
      <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>\${a}</version></dependency></dependencies>
    </project>`;
    const files = { 'a/pom.xml': pom('a', 'b'), 'b/pom.xml': pom('b', 'a') };
    const manifest = readFrom(mavenManifests, 'a/pom.xml', files);
    expect(manifest?.name).toBe('g:a');
    expect(manifest?.dependencies.map(({ name }) => name)).toEqual(['x:y']);
    expect(manifest?.dependencies[0]?.version?.length).toBeLessThan(1001);
  });

  test('wrong shapes say nothing', () => {
    for (const text of [
      '<project/>',
      '<other/>',
      '<project>text</project>',
      '<project><dependencies>x</dependencies></project>',
    ]) {
      expect(listed(readFrom(mavenManifests, 'pom.xml', { 'pom.xml': text })?.dependencies)).toEqual([]);
    }
  });

  test('malformed XML is a diagnostic with its line', () => {
    expect(diagnosticsOf(mavenManifests, 'pom.xml', { 'pom.xml': '<project>\n  <name>x</nam>\n</project>' })).toEqual([
      "2: malformed XML: Expected closing tag 'name' (opened in line 2, col 3) instead of closing tag 'nam'. (line 2)",
    ]);
  });

  test('hundreds of modules are read fast', () => {
    const files: Record<string, string> = { 'pom.xml': PARENT };
    for (let index = 0; index < 400; index++) {
      files[`m${index}/pom.xml`] = MODULE.replace('<artifactId>api</artifactId>', `<artifactId>m${index}</artifactId>`);
    }
    const start = performance.now();
    expect(readFrom(mavenManifests, 'm399/pom.xml', files)?.name).toBe('com.acme:m399');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('the files that it takes', () => {
    expect(matched(mavenManifests, ['pom.xml', 'a/pom.xml', 'pom.xml.bak', 'web.xml'])).toEqual([
      'pom.xml',
      'a/pom.xml',
    ]);
  });
});
