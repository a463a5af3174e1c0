import type { ProbeDefinition } from '../code/probes.ts';

/** A name in quotes; notebooks are JSON, in which the quotes of the code are escaped. */
const QUOTED = String.raw`\\?["'\x60]([A-Za-z_]\w{0,99})\\?["'\x60]`;
/** A name in quotes that is written as environment variables are: for functions that read other settings too. */
const SHOUTED = `["']([A-Z][A-Z0-9_]{2,99})["']`;

const reads = (
  languages: ProbeDefinition['languages'],
  words: readonly string[],
  pattern: string,
): ProbeDefinition => ({
  languages,
  words,
  pattern,
  collect: true,
});

/**
 * How programs read environment variables, language by language. The first group captures the name; names that are put
 * together at run time cannot be seen.
 */
export const ENVIRONMENT_READS: readonly ProbeDefinition[] = [
  reads(
    ['javascript', 'typescript', 'vue', 'svelte', 'astro'],
    ['env'],
    String.raw`\b(?:process|Bun|import\.meta)\.env(?:\??\.|(?:\?\.)?\[\s*["'\x60])([A-Za-z_]\w{0,99})`,
  ),
  reads(['javascript', 'typescript'], ['Deno'], String.raw`\bDeno\.env\.get\(\s*${QUOTED}`),
  // NestJS.
  reads(
    ['javascript', 'typescript'],
    ['configService', 'config'],
    String.raw`\bconfig(?:Service)?\.get(?:OrThrow)?(?:<[^<>()]{0,60}>)?\(\s*${SHOUTED}`,
  ),
  reads(
    ['python', 'notebook'],
    ['environ', 'getenv'],
    String.raw`\b(?:environ(?:\[|\.(?:get|pop)\()|getenv\()\s*${QUOTED}`,
  ),
  // django-environ, environs and decouple.
  reads(['python'], ['env', 'config'], String.raw`\b(?:env(?:\.[a-z]\w{0,30})?|config)\(\s*${SHOUTED}`),
  // Click and Typer.
  reads(['python'], ['envvar'], String.raw`\benvvar\s*=\s*\[?\s*${QUOTED}`),
  reads(
    ['ruby', 'template'],
    ['ENV'],
    String.raw`\bENV(?:\[|\.(?:fetch|key\?|has_key\?|include\?|dig)[( ])\s*${QUOTED}`,
  ),
  reads(
    ['go'],
    ['Getenv', 'LookupEnv', 'BindEnv'],
    String.raw`\b(?:Getenv|LookupEnv|BindEnv)\(\s*(?:"[^"]{0,99}",\s*)?${QUOTED}`,
  ),
  // Struct tags of env, envconfig and kong; flags of urfave/cli.
  reads(
    ['go'],
    ['env', 'envconfig', 'EnvVars', 'EnvVar'],
    String.raw`(?:\benv(?:config)?:"|\bEnvVars?(?:\(|:\s*(?:\[\]string\{|cli\.EnvVars\()?)\s*")([A-Z][A-Z0-9_]{1,99})`,
  ),
  reads(
    ['rust'],
    ['var', 'var_os', 'env', 'option_env'],
    String.raw`\b(?:env::var(?:_os)?\(|(?:option_)?env!\(|(?:dotenv|dotenvy)::var\()\s*${QUOTED}`,
  ),
  // Arguments of clap.
  reads(['rust'], ['env'], String.raw`\benv\s*(?:=|\()\s*${SHOUTED}`),
  reads(
    ['java', 'kotlin', 'scala', 'groovy'],
    ['getenv'],
    String.raw`\bgetenv(?:\(\)\s*(?:\.get(?:OrDefault)?\(|\[)|\()\s*${QUOTED}`,
  ),
  // Spring and MicroProfile.
  reads(
    ['java', 'kotlin', 'scala', 'groovy'],
    ['Value', 'ConfigProperty'],
    String.raw`@(?:field:|param:)?(?:Value\(\s*(?:value\s*=\s*)?"\\?\$\{|ConfigProperty\(\s*name\s*=\s*")([A-Za-z][\w.-]{0,99})`,
  ),
  reads(['scala'], ['env'], String.raw`\bsys\.env(?:\(|\.(?:get|getOrElse|apply|contains)\()\s*${QUOTED}`),
  reads(['clojure'], ['getenv'], String.raw`\bgetenv\s+${QUOTED}`),
  reads(['php', 'template'], ['getenv', 'env', '_ENV'], String.raw`(?:\b(?:get)?env\(|\$_ENV\[)\s*${QUOTED}`),
  reads(['csharp', 'fsharp'], ['GetEnvironmentVariable'], String.raw`\bGetEnvironmentVariable\s*\(?\s*${QUOTED}`),
  reads(
    ['elixir', 'template'],
    ['get_env', 'fetch_env'],
    String.raw`\bSystem\.(?:get_env|fetch_env!?)[( ]\s*${QUOTED}`,
  ),
  reads(['erlang'], ['getenv'], String.raw`\bos:getenv\(\s*${QUOTED}`),
  reads(
    ['dart'],
    ['environment', 'fromEnvironment'],
    String.raw`\b(?:Platform\.environment\[|(?:String|bool|int)\.(?:fromEnvironment|hasEnvironment)\()\s*${QUOTED}`,
  ),
  reads(
    ['swift', 'objective-c'],
    ['environment', 'Environment', 'getenv'],
    String.raw`(?:\benvironment\]?\s*\[\s*@?|\bEnvironment\.get\(|\bgetenv\(|\benvironment\]\s*objectForKey:\s*@?)\s*${QUOTED}`,
  ),
  reads(['haskell'], ['lookupEnv', 'getEnv'], String.raw`\b(?:lookupEnv|getEnv)\s+${QUOTED}`),
  reads(
    ['c', 'cpp'],
    ['getenv', 'secure_getenv', 'qgetenv', 'qEnvironmentVariable', 'qEnvironmentVariableIsSet'],
    String.raw`\b(?:(?:secure_|q)?getenv|qEnvironmentVariable(?:IsSet)?)\s*\(\s*${QUOTED}`,
  ),
  reads(['ocaml'], ['getenv', 'getenv_opt'], String.raw`\bSys\.getenv(?:_opt)?\s+${QUOTED}`),
  reads(
    ['zig'],
    ['getenv', 'getEnvVarOwned', 'hasEnvVar'],
    String.raw`\b(?:getenv|getEnvVarOwned|hasEnvVar)\(\s*(?:[\w.]{1,40},\s*)?${QUOTED}`,
  ),
  reads(['nim'], ['getEnv', 'existsEnv'], String.raw`\b(?:getEnv|existsEnv)\(\s*${QUOTED}`),
  reads(['lua'], ['getenv'], String.raw`\bos\.getenv\s*\(?\s*${QUOTED}`),
  reads(['perl'], ['ENV'], String.raw`\$ENV\{\s*["']?([A-Za-z_]\w{0,99})["']?\s*\}`),
  reads(['r'], ['Sys'], String.raw`\bSys\.getenv\(\s*${QUOTED}`),
  reads(['julia'], ['ENV'], String.raw`\b(?:ENV\[|(?:get|haskey)\(ENV,)\s*${QUOTED}`),
  reads(['powershell'], ['env'], String.raw`\$env:([A-Za-z_]\w{0,99})`),
  reads(['gdscript'], ['get_environment'], String.raw`\bOS\.get_environment\(\s*${QUOTED}`),
  reads(['solidity'], ['vm'], String.raw`\bvm\.env\w{0,20}\(\s*${QUOTED}`),
];

/** Variables that systems, shells, runtimes and CI services set themselves: nobody documents them. */
export const SYSTEM_VARIABLES: ReadonlySet<string> = new Set(
  `PATH HOME USER USERNAME LOGNAME SHELL PWD OLDPWD TERM COLORTERM LANG LANGUAGE LC_ALL LC_CTYPE TZ TMPDIR TEMP TMP EDITOR VISUAL
  PAGER DISPLAY WAYLAND_DISPLAY HOSTNAME COLUMNS LINES NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE XDG_CONFIG_HOME XDG_DATA_HOME
  XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR APPDATA LOCALAPPDATA USERPROFILE PROGRAMFILES SYSTEMROOT WINDIR COMSPEC HOMEDRIVE HOMEPATH
  SSH_AUTH_SOCK SUDO_USER CI GITHUB_ACTIONS GITHUB_ACTION GITHUB_REPOSITORY GITHUB_SHA GITHUB_REF GITHUB_OUTPUT GITHUB_ENV GITHUB_WORKSPACE
  GITHUB_EVENT_NAME GITHUB_EVENT_PATH GITHUB_STEP_SUMMARY GITHUB_RUN_ID GITHUB_ACTOR GITLAB_CI TRAVIS CIRCLECI APPVEYOR TF_BUILD BUILDKITE
  NODE_ENV NODE_PATH NODE_OPTIONS npm_config_user_agent npm_package_version npm_lifecycle_event INIT_CWD MODE DEV PROD SSR BASE_URL
  NEXT_RUNTIME VERCEL VERCEL_ENV VERCEL_URL EXPO_OS EAS_BUILD EAS_BUILD_PROFILE EAS_BUILD_PLATFORM JEST_WORKER_ID VITEST
  STORYBOOK PYTHONPATH VIRTUAL_ENV CONDA_PREFIX PYTEST_CURRENT_TEST
  DJANGO_SETTINGS_MODULE RAILS_ENV RACK_ENV BUNDLE_GEMFILE GEM_HOME CARGO_MANIFEST_DIR CARGO_PKG_VERSION CARGO_PKG_NAME CARGO_PKG_AUTHORS
  CARGO_PKG_DESCRIPTION CARGO_PKG_HOMEPAGE CARGO_PKG_REPOSITORY CARGO_TARGET_DIR CARGO_HOME CARGO OUT_DIR TARGET HOST PROFILE RUST_LOG
  RUST_BACKTRACE RUSTC RUSTFLAGS GOPATH GOROOT GOOS GOARCH GOFLAGS JAVA_HOME MAVEN_HOME GRADLE_HOME ANDROID_HOME ANDROID_SDK_ROOT
  ASPNETCORE_ENVIRONMENT DOTNET_ENVIRONMENT MIX_ENV APP_ENV DYNO KUBERNETES_SERVICE_HOST INVOCATION_ID NOTIFY_SOCKET LISTEN_FDS
  RUN_MAIN WERKZEUG_RUN_MAIN WERKZEUG_SERVER_FD FLASK_RUN_FROM_CLI SERVER_SOFTWARE COVERAGE_PROCESS_START TOX_ENV_NAME TOX_ENV_DIR
  PYTEST_XDIST_WORKER PYTEST_XDIST_WORKER_COUNT PYTEST_VERSION TEST_ENV_NUMBER VITEST_WORKER_ID VITEST_POOL_ID NEXT_PHASE WEBPACK_SERVE
  WEBPACK_DEV_SERVER PRE_COMMIT READTHEDOCS SOURCE_VERSION VCAP_SERVICES VCAP_APPLICATION CF_INSTANCE_INDEX CF_PAGES K_SERVICE K_REVISION
  FUNCTION_NAME FUNCTION_TARGET LAMBDA_TASK_ROOT ECS_CONTAINER_METADATA_URI ECS_CONTAINER_METADATA_URI_V4 WEBSITE_SITE_NAME
  WEBSITE_INSTANCE_ID WEBSITE_HOSTNAME TERM_PROGRAM WSL_DISTRO_NAME INSIDE_EMACS SHLVL PM2_HOME NODE_APP_INSTANCE`.split(
    /\s+/,
  ),
);
