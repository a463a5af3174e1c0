import { describe, expect, test } from 'vitest';
import { dotnetManifests } from '../../../src/facts/manifests/dotnet.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const read = (path: string, files: Record<string, string>) => readFrom(dotnetManifests, path, files);

const CENTRAL = `<Project>
  <PropertyGroup>
    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
    <SerilogVersion>4.0.0</SerilogVersion>
  </PropertyGroup>
  <ItemGroup>
    <PackageVersion Include="Serilog" Version="$(SerilogVersion)" />
    <PackageVersion Include="Npgsql" Version="8.0.3" />
    <GlobalPackageReference Include="MinVer" Version="5.0.0" />
  </ItemGroup>
</Project>`;

const BUILD = `<Project>
  <PropertyGroup>
    <Authors>Ada; Grace</Authors>
    <PackageLicenseExpression>MIT</PackageLicenseExpression>
    <RepositoryUrl>https://github.com/acme/shop</RepositoryUrl>
    <TargetFrameworks>net8.0</TargetFrameworks>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="StyleCop.Analyzers" Version="1.2.0-beta.556" PrivateAssets="all" />
  </ItemGroup>
</Project>`;

describe('.NET projects', () => {
  test('a web project with what lies above it', () => {
    const project = `\uFEFF<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFrameworks>$(TargetFrameworks);net9.0</TargetFrameworks>
    <IsPackable>false</IsPackable>
  </PropertyGroup>
  <ItemGroup>
    <!-- <PackageReference Include="Old" Version="1" /> -->
    <PackageReference Include="serilog" />
    <PackageReference Include="Npgsql">
      <VersionOverride>8.0.5</VersionOverride>
    </PackageReference>
    <PackageReference Include="Microsoft.EntityFrameworkCore.Design" Version="8.0.6">
      <PrivateAssets>all</PrivateAssets>
    </PackageReference>
    <ProjectReference Include="../Core/Core.csproj" />
  </ItemGroup>
</Project>`;
    const manifest = read('src/Api/Acme.Api.csproj', {
      'src/Api/Acme.Api.csproj': project,
      'src/Directory.Build.props': BUILD,
      'Directory.Packages.props': CENTRAL,
    });
    expect(manifest).toMatchObject({
      ecosystem: 'nuget',
      name: 'Acme.Api',
      license: 'MIT',
      private: true,
      packaged: false,
      entryPoints: ['Acme.Api'],
      runtimes: [
        { name: 'dotnet', constraint: 'net8.0' },
        { name: 'dotnet', constraint: 'net9.0' },
      ],
      classifiers: ['Microsoft.NET.Sdk.Web', 'Exe'],
      authors: ['Ada', 'Grace'],
      urls: ['https://github.com/acme/shop'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'serilog prod 4.0.0 :8',
      'npgsql prod 8.0.5 :9',
      'microsoft.entityframeworkcore.design build 8.0.6 :12',
      'stylecop.analyzers build 1.2.0-beta.556',
      'microsoft.aspnetcore.app prod',
    ]);
  });

  test('a tool, a library, a desktop program', () => {
    const project = (body: string, items = '') =>
      `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>${body}</PropertyGroup><ItemGroup>${items}</ItemGroup></Project>`;
    const files = {
      'Tool.csproj': project(
        '<OutputType>Exe</OutputType><PackAsTool>true</PackAsTool><ToolCommandName>acme</ToolCommandName><Version>1.2.0</Version>',
      ),
      'Lib.fsproj': project(
        '<PackageId>Acme.Lib</PackageId><PackageTags>json;fast</PackageTags><Description>A lib</Description>',
      ),
      'App.csproj': project(
        '<OutputType>WinExe</OutputType><UseWPF>true</UseWPF><AssemblyName>acme-app</AssemblyName>',
      ),
      'Plain.vbproj': project('', '<FrameworkReference Include="Microsoft.AspNetCore.App" />'),
    };
    expect(read('Tool.csproj', files)).toMatchObject({
      name: 'Tool',
      version: '1.2.0',
      packaged: true,
      binaries: ['acme'],
    });
    expect(read('Lib.fsproj', files)).toMatchObject({
      name: 'Acme.Lib',
      description: 'A lib',
      packaged: true,
      keywords: ['json', 'fast'],
      entryPoints: [],
      classifiers: ['Microsoft.NET.Sdk', 'Library'],
    });
    expect(read('App.csproj', files)).toMatchObject({ name: 'acme-app', packaged: false, entryPoints: ['acme-app'] });
    expect(listed(read('App.csproj', files)?.dependencies)).toEqual(['microsoft.windowsdesktop.app.wpf prod']);
    expect(read('Plain.vbproj', files)?.packaged).toBe(false);
    expect(listed(read('Plain.vbproj', files)?.dependencies)).toEqual(['microsoft.aspnetcore.app prod :1']);
  });

  test('a project of tests, with imported targets', () => {
    const files = {
      'test/Core.Tests/Core.Tests.csproj': `<Project Sdk="Microsoft.NET.Sdk">
  <Import Project="..\\..\\eng\\Test.targets" />
  <ItemGroup>
    <PackageReference Include="xunit" Version="2.9.0" />
    <PackageReference Include="Serilog" />
    <PackageReference Include="coverlet.collector" Version="6.0.2" PrivateAssets="all" />
  </ItemGroup>
</Project>`,
      'eng/Test.targets':
        '<Project><ItemGroup><PackageReference Include="Moq" Version="4.20.70" /></ItemGroup></Project>',
      'Directory.Packages.props': CENTRAL,
    };
    expect(listed(read('test/Core.Tests/Core.Tests.csproj', files)?.dependencies)).toEqual([
      'xunit test 2.9.0 :4',
      'serilog test 4.0.0 :5',
      'coverlet.collector test 6.0.2 :6',
      'moq test 4.20.70',
    ]);
  });

  test('a project in the old style, with packages.config', () => {
    const files = {
      'Web/Web.csproj': `<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><OutputType>WinExe</OutputType><TargetFrameworkVersion>v4.8</TargetFrameworkVersion></PropertyGroup>
  <ItemGroup>
    <Reference Include="System.Windows.Forms" />
    <Reference Include="Newtonsoft.Json, Version=13.0.0.0"><HintPath>..\\packages\\x.dll</HintPath></Reference>
  </ItemGroup>
</Project>`,
      'Web/packages.config': `<packages>
  <package id="Newtonsoft.Json" version="13.0.3" targetFramework="net48" />
  <package id="StyleCop.MSBuild" version="6.2.0" developmentDependency="true" />
</packages>`,
    };
    const manifest = read('Web/Web.csproj', files);
    expect(manifest?.runtimes).toEqual([{ name: 'dotnet-framework', constraint: 'v4.8' }]);
    expect(listed(manifest?.dependencies)).toEqual(['microsoft.windowsdesktop.app.windowsforms prod :4']);
    expect(listed(read('Web/packages.config', files)?.dependencies)).toEqual([
      'newtonsoft.json prod 13.0.3 :2',
      'stylecop.msbuild build 6.2.0 :3',
    ]);
  });

  test('props files, as far as they reference packages', () => {
    const files = {
      'Directory.Build.props': BUILD,
      'Directory.Packages.props': CENTRAL,
      'a/Directory.Build.props': '<Project/>',
    };
    expect(listed(read('Directory.Build.props', files)?.dependencies)).toEqual([
      'stylecop.analyzers build 1.2.0-beta.556 :9',
    ]);
    expect(listed(read('Directory.Packages.props', files)?.dependencies)).toEqual(['minver build 5.0.0 :9']);
    expect(read('a/Directory.Build.props', files)).toBeUndefined();
  });

  test('global.json, tools, solutions', () => {
    const files = {
      'global.json':
        '{\n  "sdk": { "version": "8.0.302" },\n  "msbuild-sdks": { "Microsoft.Build.NoTargets": "3.7.0" }\n}',
      '.config/dotnet-tools.json':
        '{ "version": 1, "isRoot": true,\n "tools": {\n  "csharpier": { "version": "0.28.2", "commands": ["dotnet-csharpier"] } } }',
      'Shop.sln':
        'Project("{FAE04EC0}") = "Api", "src\\Api\\Api.csproj", "{1}"\r\nEndProject\r\nProject("{2150E333}") = "docs", "docs", "{2}"\r\n',
      'Shop.slnx': '<Solution><Folder Name="/src/"><Project Path="src/Api/Api.csproj" /></Folder></Solution>',
    };
    expect(read('global.json', files)?.runtimes).toEqual([{ name: 'dotnet', constraint: '8.0.302', line: 2 }]);
    expect(listed(read('global.json', files)?.dependencies)).toEqual(['microsoft.build.notargets build 3.7.0 :3']);
    expect(listed(read('.config/dotnet-tools.json', files)?.dependencies)).toEqual(['csharpier dev 0.28.2 :3']);
    expect(read('Shop.sln', files)?.workspaceMembers).toEqual(['src/Api']);
    expect(read('Shop.slnx', files)?.workspaceMembers).toEqual(['src/Api']);
  });

  test('nuspec and paket.dependencies', () => {
    const files = {
      'acme.nuspec': `<package xmlns="http://schemas.microsoft.com/packaging/2010/07/nuspec.xsd"><metadata>
        <id>Acme</id><version>$version$</version><authors>Ada, Grace</authors><license type="expression">MIT</license>
        <projectUrl>https://acme.example</projectUrl><tags>a b</tags><description>D</description>
        <dependencies><group targetFramework="net8.0"><dependency id="Serilog" version="[4,5)" /></group></dependencies>
      </metadata></package>`,
      'paket.dependencies':
        'source https://api.nuget.org/v3/index.json\n\nnuget FSharp.Core >= 8.0 lowest_matching: true\ngroup Test\n  nuget Expecto ~> 10.2\n',
    };
    const manifest = read('acme.nuspec', files);
    expect(manifest).toMatchObject({
      name: 'Acme',
      license: 'MIT',
      packaged: true,
      keywords: ['a', 'b'],
      authors: ['Ada', 'Grace'],
    });
    expect(manifest?.version).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual(['serilog prod [4,5)']);
    expect(listed(read('paket.dependencies', files)?.dependencies)).toEqual([
      'fsharp.core prod >= 8.0 :3',
      'expecto test ~> 10.2 :5',
    ]);
  });

  test('props that import each other, and wrong shapes', () => {
    const files = {
      'Directory.Build.props':
        '<Project><Import Project="b.props"/><PropertyGroup><A>$(B)$(B)</A><B>$(A)$(A)</B><Version>$(A)</Version></PropertyGroup></Project>',
      'b.props': '<Project><Import Project="Directory.Build.props"/></Project>',
      'x.csproj': '<Project><ItemGroup>text</ItemGroup><ItemGroup><PackageReference/></ItemGroup></Project>',
    };
    expect(read('x.csproj', files)).toMatchObject({ name: 'x', dependencies: [] });
    expect(diagnosticsOf(dotnetManifests, 'x.csproj', { 'x.csproj': '<Project>\n<ItemGroup>\n</Project>' })).toEqual([
      "3: malformed XML: Expected closing tag 'ItemGroup' (opened in line 2, col 1) instead of closing tag 'Project'. (line 3)",
    ]);
    expect(read('global.json', { 'global.json': '[1, null]' })).toBeUndefined();
  });

  test('the files that it takes', () => {
    const names = [
      'a.csproj',
      'a.fsproj',
      'a.vbproj',
      'a.vcxproj',
      'Directory.Build.props',
      'Other.props',
      'global.json',
      'a.sln',
    ];
    expect(matched(dotnetManifests, names)).toEqual([
      'a.csproj',
      'a.fsproj',
      'a.vbproj',
      'Directory.Build.props',
      'global.json',
      'a.sln',
    ]);
  });
});
