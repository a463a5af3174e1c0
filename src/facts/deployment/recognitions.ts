import type { Platform } from './deployment.ts';

/** How a platform's own configuration file is told. */
export interface Recognition {
  readonly platform: Platform;
  readonly detail: string;
  /** Over the lower-cased name. */
  readonly name: RegExp;
  /** Over the lower-cased path, where the name alone is too common. */
  readonly path?: RegExp;
  /** What the text must say. */
  readonly text?: RegExp;
  /** What the text must not say. */
  readonly not?: RegExp;
  /** Where the text configures a health check. */
  readonly probe?: RegExp;
}

/** Configuration files that platforms are told by. The more telling ones of a name come first. */
export const RECOGNITIONS: readonly Recognition[] = [
  { platform: 'procfile', detail: 'process types', name: /^procfile$/, text: /^[\w-]+[ \t]*:[ \t]*\S/m },
  {
    platform: 'fly',
    detail: 'Fly.io app',
    name: /^fly(?:\.[\w-]+)?\.toml$/,
    text: /^(?:app|primary_region|\[\[?(?:build|http_service|services|env|mounts|vm|deploy))/m,
    probe: /^[ \t]*\[\[?(?:http_service\.checks|services\.(?:http|tcp)_checks|checks)/m,
  },
  {
    platform: 'render',
    detail: 'Render blueprint',
    name: /^render\.ya?ml$/,
    text: /^(?:services|databases|projects|envVarGroups)\s*:/m,
    probe: /^[ \t]*(?:-[ \t]+)?healthCheckPath:/m,
  },
  { platform: 'vercel', detail: 'Vercel project', name: /^(?:vercel|now)\.json$/ },
  { platform: 'netlify', detail: 'Netlify site', name: /^netlify\.toml$/ },
  {
    platform: 'heroku',
    detail: 'Heroku app',
    name: /^app\.json$/,
    text: /"(?:buildpacks|formation|addons|success_url|website|repository|stack|environments|keywords)"[ \t]*:/,
    not: /"expo"[ \t]*:/,
  },
  { platform: 'heroku', detail: 'Heroku container build', name: /^heroku\.ya?ml$/ },
  { platform: 'railway', detail: 'Railway service', name: /^railway\.(?:json|toml)$/, probe: /healthcheckPath/ },
  {
    platform: 'dokku',
    detail: 'Dokku app',
    name: /^(?:dokku_scale|\.dokku-monorepo|checks)$/,
    text: /^[\w-]+=\d+$|^(?:WAIT|TIMEOUT|ATTEMPTS)=|^\/\S*/m,
  },
  { platform: 'dokploy', detail: 'Dokploy project', name: /^(?:\.?dokploy(?:\.\w+)?|dokploy\.config\.\w+)$/ },
  {
    platform: 'platform-sh',
    detail: 'Platform.sh application',
    name: /^(?:\.platform\.app\.ya?ml|applications\.ya?ml)$/,
    path: /(?:^|\/)(?:\.platform\.app\.ya?ml$|\.platform\/)/,
  },
  {
    platform: 'platform-sh',
    detail: 'Upsun project',
    name: /\.ya?ml$/,
    path: /(?:^|\/)\.upsun\//,
    text: /^applications\s*:/m,
  },
  { platform: 'cloudflare', detail: 'Cloudflare Worker', name: /^wrangler\.(?:toml|jsonc?)$/ },
  {
    platform: 'cloud-foundry',
    detail: 'Cloud Foundry app',
    name: /^manifest[\w.-]*\.ya?ml$/,
    text: /^applications\s*:/m,
    probe: /^[ \t]*health-check-(?:http-endpoint|type[ \t]*:[ \t]*["']?http)/m,
  },
  {
    platform: 'digital-ocean',
    detail: 'App Platform app',
    name: /\.ya?ml$/,
    path: /(?:^|\/)\.do\//,
    text: /^[ \t]*(?:services|static_sites|spec)\s*:/m,
    probe: /^[ \t]*health_check\s*:/m,
  },
  { platform: 'scalingo', detail: 'Scalingo app', name: /^scalingo\.json$/ },
  { platform: 'cloud66', detail: 'Cloud 66 stack', name: /^manifest\.ya?ml$/, path: /(?:^|\/)\.cloud66\// },
  {
    platform: 'app-engine',
    detail: 'App Engine service',
    name: /^(?:app|service|[\w-]+[.-]app)(?:[.-][\w-]+)?\.ya?ml$/,
    text: /^runtime\s*:\s*["']?(?:python|nodejs|go|java|php|ruby|custom|dart|\w+\d+)/m,
    not: /^(?:kind|apiVersion)\s*:/m,
    probe: /^(?:liveness_check|readiness_check|health_check)\s*:/m,
  },
  { platform: 'app-engine', detail: 'App Engine service', name: /^appengine-web\.xml$/ },
  { platform: 'app-hosting', detail: 'Firebase App Hosting', name: /^apphosting[\w.-]*\.ya?ml$/ },
  {
    platform: 'cloud-build',
    detail: 'deploys from Cloud Build',
    name: /^[\w.-]+\.(?:ya?ml|json)$/,
    path: /(?:^|\/)cloudbuild[\w.-]*$|^\.cloudbuild\/[\w.-]+$/,
    text: /gke-deploy|\brun\b[\s\S]{0,80}\bdeploy\b|\b(?:app|functions|deploy)\b[\s\S]{0,40}\b(?:deploy|releases)\b|kubectl|helm|skaffold|terraform/,
  },
  {
    platform: 'firebase',
    detail: 'Firebase project',
    name: /^firebase\.json$/,
    text: /"(?:hosting|functions|apphosting)"/,
  },
  {
    platform: 'serverless-framework',
    detail: 'Serverless service',
    name: /^serverless(?:[.-][\w-]+)?\.(?:ya?ml|json|ts|js)$/,
    text: /\bprovider\b["']?\s*:|\bservice\b["']?\s*:/,
  },
  { platform: 'sam', detail: 'SAM configuration', name: /^samconfig\.(?:toml|ya?ml)$/ },
  { platform: 'cdk', detail: 'CDK app', name: /^cdk\.json$/, text: /"app"\s*:/ },
  {
    platform: 'ecs',
    detail: 'ECS task definition',
    name: /\.json(?:\.\w+)?$/,
    path: /(?:task[-_]?def|ecs|fargate)/,
    text: /"containerDefinitions"\s*:/,
    probe: /"healthCheck"\s*:/,
  },
  {
    platform: 'elastic-beanstalk',
    detail: 'Elastic Beanstalk environment',
    name: /^(?:dockerrun\.aws\.json|\S+\.config|config\.ya?ml)$/,
    path: /dockerrun\.aws\.json$|(?:^|\/)\.(?:ebextensions|elasticbeanstalk)\//,
    probe: /Healthcheck URL|HealthCheckPath/,
  },
  {
    platform: 'codedeploy',
    detail: 'CodeDeploy application',
    name: /^appspec\.(?:ya?ml|json)$/,
    probe: /ValidateService/,
  },
  {
    platform: 'copilot',
    detail: 'Copilot service',
    name: /^manifest\.ya?ml$/,
    path: /(?:^|\/)copilot\//,
    probe: /^[ \t]*healthcheck\s*:/m,
  },
  { platform: 'amplify', detail: 'Amplify app', name: /^amplify\.ya?ml$/ },
  { platform: 'sst', detail: 'SST app', name: /^sst\.config\.[jt]s$/ },
  {
    platform: 'azure-functions',
    detail: 'Azure Functions app',
    name: /^host\.json$/,
    text: /"version"\s*:\s*"[1-4]\.0"/,
  },
  {
    platform: 'azure-developer',
    detail: 'Azure Developer project',
    name: /^azure\.ya?ml$/,
    text: /^(?:services|infra|name)\s*:/m,
  },
  {
    platform: 'azure-static-web-apps',
    detail: 'Azure Static Web App',
    name: /^(?:staticwebapp\.config|swa-cli\.config)\.json$/,
  },
  { platform: 'azure-resource-manager', detail: 'Bicep template', name: /\.bicep$/ },
  {
    platform: 'azure-resource-manager',
    detail: 'ARM template',
    name: /^(?:azuredeploy|maintemplate|[\w-]*template[\w-]*)\.json$/,
    text: /schema\.management\.azure\.com\/schemas\/[\d-]+\/\w*deploymentTemplate/i,
  },
  {
    platform: 'cloudformation',
    detail: 'CloudFormation template',
    name: /(?:template|cloudformation|cfn|stack)[\w.-]*\.json$/,
    text: /"AWSTemplateFormatVersion"/,
  },
  {
    platform: 'nomad',
    detail: 'Nomad job',
    name: /\.(?:nomad|hcl)(?:\.\w+)?$/,
    text: /^job\s+"/m,
    probe: /^[ \t]*check\s*\{/m,
  },
  { platform: 'pulumi', detail: 'Pulumi program', name: /^pulumi\.ya?ml$/, text: /^runtime\s*:/m },
  { platform: 'helmfile', detail: 'Helmfile releases', name: /^helmfile[\w.-]*\.ya?ml(?:\.gotmpl)?$/ },
  { platform: 'kustomize', detail: 'Kustomize overlay', name: /^kustomization(?:\.ya?ml)?$/ },
  { platform: 'skaffold', detail: 'Skaffold pipeline', name: /^skaffold[\w.-]*\.ya?ml$/ },
  {
    platform: 'systemd',
    detail: 'systemd unit',
    name: /\.service(?:\.(?:j2|erb|tmpl|template|in))?$/,
    text: /^\[Service\]/m,
  },
  { platform: 'supervisor', detail: 'supervised program', name: /^supervisord?[\w.-]*\.conf$/, text: /^\[program:/m },
  {
    platform: 'pm2',
    detail: 'PM2 processes',
    name: /^(?:ecosystem|pm2)(?:\.config)?\.(?:[cm]?js|json|ya?ml)$/,
    text: /\bapps\b|\bscript\b/,
  },
  {
    platform: 'capistrano',
    detail: 'Capistrano deployment',
    name: /^(?:capfile|deploy\.rb)$/,
    path: /(?:^|\/)(?:capfile|config\/deploy\.rb)$/,
    text: /capistrano|set\s*\(?\s*:(?:application|repo_url|deploy_to)/,
  },
  {
    platform: 'kamal',
    detail: 'Kamal deployment',
    name: /^deploy(?:\.[\w-]+)?\.ya?ml$/,
    path: /(?:^|\/)config\//,
    text: /^(?:image|servers)\s*:/m,
    probe: /^[ \t]*healthcheck\s*:/m,
  },
  { platform: 'fabric', detail: 'Fabric tasks', name: /^fabfile\.py$/ },
  { platform: 'deployer', detail: 'Deployer recipe', name: /^deploy\.php$/, text: /Deployer|namespace\s+Deployer/ },
  { platform: 'riff-raff', detail: 'Riff-Raff deployment', name: /^riff-?raff\.ya?ml$/ },
  { platform: 'scap', detail: 'Scap deployment', name: /^scap\.cfg$/ },
  {
    platform: 'spinnaker',
    detail: 'Spinnaker pipeline',
    name: /^(?:spinnaker|dinghyfile|pipeline-template)[\w.-]*$/,
    text: /"?application"?\s*:/,
  },
  { platform: 'ansible', detail: 'Ansible configuration', name: /^ansible\.cfg$/ },
  {
    platform: 'ansible',
    detail: 'Ansible role',
    name: /^main\.ya?ml$/,
    path: /(?:^|\/)roles\/[^/]+\/tasks\/main\.ya?ml$/,
  },
  {
    platform: 'puppet',
    detail: 'Puppet environment',
    name: /^(?:puppetfile|environment\.conf)$/,
    text: /^\s*(?:mod|forge|moduledir|modulepath|manifest)\b/m,
  },
  {
    platform: 'puppet',
    detail: 'Puppet manifest',
    name: /\.pp$/,
    text: /^\s*(?:class|node|define|include|file|package|service)\b/m,
  },
  { platform: 'chef', detail: 'Chef cookbook', name: /^(?:berksfile|cheffile|policyfile\.rb)$/ },
  { platform: 'chef', detail: 'Chef recipe', name: /\.rb$/, path: /(?:^|\/)cookbooks\/[^/]+\/recipes\// },
  { platform: 'salt', detail: 'Salt states', name: /^top\.sls$/ },
  {
    platform: 'nixos',
    detail: 'NixOS deployment',
    name: /\.nix$/,
    text: /\b(?:deploy-rs|colmena|nixops|nixosConfigurations)\b/,
  },
  {
    platform: 'github-pages',
    detail: 'custom domain of a site',
    name: /^cname$/,
    text: /^[a-z\d][a-z\d.-]*\.[a-z]{2,}\s*$/i,
  },
];
