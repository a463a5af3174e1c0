import { describe, expect, test } from 'vitest';
import { elixirManifests } from '../../../src/facts/manifests/elixir.ts';
import { erlangManifests } from '../../../src/facts/manifests/erlang.ts';
import { listed, matched, readFrom } from '../reading.ts';

const MIX = `defmodule Shop.MixProject do
  use Mix.Project

  @version "1.4.0"
  @source_url "https://github.com/acme/shop"

  def project do
    [
      app: :shop,
      version: @version,
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      description: description(),
      package: package(),
      aliases: aliases(),
      deps: deps(),
      escript: [main_module: Shop.CLI],
      releases: [shop: [include_executables_for: [:unix]]],
      source_url: @source_url,
      preferred_cli_env: [test: :test, "test.watch": :test]
    ]
  end

  def application do
    [mod: {Shop.Application, []}, extra_applications: [:logger, :runtime_tools]]
  end

  # {:commented, "~> 1.0"}
  defp deps do
    [
      {:phoenix, "~> 1.7.14"},
      {:ecto_sql, ">= 3.11.0 and < 4.0.0"},
      {:heroicons, github: "tailwindlabs/heroicons", tag: "v2.1.1", app: false},
      {:core, in_umbrella: true},
      {:local, path: "../local"},
      {:esbuild, "~> 0.8", runtime: Mix.env() == :dev},
      {:makeup, "~> 1.1", runtime: false},
      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
      {:floki, ">= 0.36.0", only: :test},
      {:ex_doc, "~> 0.34", only: :dev},
      {:jason, "~> 1.4", optional: true},
      {:renamed, "~> 2.0", hex: :Real_Name},
      {:versioned, @version}
    ] ++ extra_deps()
  end

  defp extra_deps, do: [{:sentry, "~> 10.6"}]

  defp description do
    "Sells \\"things\\"."
  end

  defp package do
    [
      licenses: ["Apache-2.0"],
      maintainers: ["Ada"],
      links: %{"GitHub" => @source_url, "Changelog" => "#{@source_url}/blob/main/CHANGELOG.md"},
      files: ~w(lib mix.exs README* {a,b})
    ]
  end

  defp aliases do
    [
      setup: ["deps.get", "ecto.setup"],
      "ecto.setup": ["ecto.create", "run priv/repo/seeds.exs"],
      lint: "credo --strict",
      "assets.build": ["cmd --cd assets npm run build"],
      fun: &function/1
    ]
  end
end
`;

describe('mix.exs', () => {
  test('a project', () => {
    const manifest = readFrom(elixirManifests, 'mix.exs', { 'mix.exs': MIX });
    expect(manifest).toMatchObject({
      ecosystem: 'hex',
      name: 'shop',
      version: '1.4.0',
      description: 'Sells "things".',
      license: 'Apache-2.0',
      packaged: true,
      scripts: [
        { name: 'setup', command: 'mix deps.get && mix ecto.setup', line: 64 },
        { name: 'ecto.setup', command: 'mix ecto.create && mix run priv/repo/seeds.exs', line: 65 },
        { name: 'lint', command: 'mix credo --strict', line: 66 },
        { name: 'assets.build', command: 'cd assets && npm run build', line: 67 },
      ],
      binaries: ['shop'],
      entryPoints: ['Shop.CLI', 'Shop.Application'],
      workspaceMembers: [],
      runtimes: [{ name: 'elixir', constraint: '~> 1.15', line: 11 }],
      classifiers: ['escript', 'release'],
      authors: ['Ada'],
      urls: ['https://github.com/acme/shop', 'https://github.com/acme/shop/blob/main/CHANGELOG.md'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'phoenix prod ~> 1.7.14 :31',
      'ecto_sql prod >= 3.11.0 and < 4.0.0 :32',
      'heroicons prod v2.1.1 :33',
      'esbuild prod ~> 0.8 :36',
      'makeup build ~> 1.1 :37',
      'credo dev ~> 1.7 :38',
      'floki test >= 0.36.0 :39',
      'ex_doc dev ~> 0.34 :40',
      'jason optional ~> 1.4 :41',
      'real_name prod ~> 2.0 :42',
      'versioned prod 1.4.0 :43',
      'sentry prod ~> 10.6 :47',
    ]);
  });

  test('an umbrella, and dependencies in the project itself', () => {
    const text = `defmodule U do
  def project do
    [apps_path: "apps", version: "0.1.0", deps: [{:credo, "~> 1.7", only: :dev}], dialyzer: [plt: {:no_warn, "x"}]]
  end
end
`;
    const manifest = readFrom(elixirManifests, 'mix.exs', { 'mix.exs': text });
    expect(manifest).toMatchObject({ workspaceMembers: ['apps/*'], packaged: false, version: '0.1.0' });
    expect(listed(manifest?.dependencies)).toEqual(['credo dev ~> 1.7 :3']);
  });

  test('malformed projects still say what they can', () => {
    const text =
      'defmodule X do\n def project do [app: :x, version: "1\n defp deps do\n [{:a, "~> 1"}, {:b, {:c, [{:d,\n';
    expect(readFrom(elixirManifests, 'mix.exs', { 'mix.exs': text })?.name).toBe('x');
    expect(readFrom(elixirManifests, 'mix.exs', { 'mix.exs': '' })).toMatchObject({
      packaged: false,
      dependencies: [],
    });
  });

  test('the files that it takes', () => {
    expect(matched(elixirManifests, ['mix.exs', 'apps/a/mix.exs', 'mix.lock', 'config/mix.exs.eex'])).toEqual([
      'mix.exs',
      'apps/a/mix.exs',
    ]);
  });
});

describe('rebar.config', () => {
  test('dependencies by profile', () => {
    const text = `%% -*- erlang -*-
{minimum_otp_vsn, "25"}.
{erl_opts, [debug_info, {d, 'X', "}"}]}.
{deps, [
  cowboy,
  {jsx, "3.1.0"},
  {gun, {git, "https://github.com/ninenines/gun.git", {tag, "2.1.0"}}},
  {uuid, "2.0.7", {pkg, uuid_erl}},
  {prom, {pkg, prometheus}}
]}.
{profiles, [
  {test, [{deps, [{proper, "1.4.0"}, meck]}]},
  {dev, [{plugins, [rebar3_auto]}]},
  {prod, [{relx, [{dev_mode, false}]}]}
]}.
{project_plugins, [erlfmt]}.
{relx, [{release, {shop, "1.0"}, [shop]}]}.
{escript_name, shopctl}.
`;
    const manifest = readFrom(erlangManifests, 'rebar.config', { 'rebar.config': text });
    expect(manifest).toMatchObject({
      ecosystem: 'hex',
      binaries: ['shopctl'],
      classifiers: ['escript', 'release'],
      runtimes: [{ name: 'erlang', constraint: '25' }],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'cowboy prod :5',
      'jsx prod 3.1.0 :6',
      'gun prod 2.1.0 :7',
      'uuid_erl prod 2.0.7 :8',
      'prometheus prod :9',
      'proper test 1.4.0 :12',
      'meck test :12',
      'rebar3_auto dev :13',
      'erlfmt build :16',
    ]);
  });

  test('the application resource', () => {
    const text = `{application, shop, [
  {description, "Sells things"}, {vsn, "1.0.0"}, {mod, {shop_app, []}},
  {licenses, ["Apache-2.0"]}, {links, [{"GitHub", "https://github.com/acme/shop"}]}
]}.
`;
    expect(readFrom(erlangManifests, 'src/shop.app.src', { 'src/shop.app.src': text })).toMatchObject({
      name: 'shop',
      version: '1.0.0',
      description: 'Sells things',
      license: 'Apache-2.0',
      packaged: true,
      entryPoints: ['shop_app'],
      urls: ['https://github.com/acme/shop'],
    });
  });

  test('brackets that do not fit', () => {
    expect(
      listed(readFrom(erlangManifests, 'rebar.config', { 'rebar.config': '{deps, [{a, "1"}, b' })?.dependencies),
    ).toEqual(['a prod 1 :1', 'b prod :1']);
    const deep = '['.repeat(100_000);
    expect(readFrom(erlangManifests, 'rebar.config', { 'rebar.config': deep })?.dependencies).toEqual([]);
  });
});
