import type { Section } from '../../../facts/documents/prose.ts';
import { readReadme } from '../../../facts/documents/readme.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { operatorPapers } from './operator-papers.ts';

/** Names and folders of documents that are for those who deploy and operate, in some languages. */
const NAMED =
  /(?:^|\/)(?:\d+[-_. ]*)?(?:deploy(?:ing|ments?|-guide)?(?:[-_ ][\w-]+)?|(?:[\w-]+[-_])?(?:deployments?|runbooks?)|self-hosting|hosting|going-live|administration|operations?|operating|maintenance|disaster-recovery|incident-(?:response|management|process)|releas(?:ing|es?)-to-production|roll-?backs?|backups?(?:-and-restore)?|(?:backups?|restore|recovery)[-_](?:procedures?|plan|guide|restore|and[-_]\w+)|(?:[\w-]+[-_])?on[-_](?:the[-_])?servers|(?:support|admin(?:istration|istrative)?|operational)[-_]tasks|(?:[\w-]+[-_])?(?:operations|admin|investigation|support)[-_]recipes|(?:delet|discard|republish|reindex|re-?send|purg|unpublish)ing[-_][\w-]+|alerts?(?:[-_][\w-]+)?|(?:on-?call|escalation)[\w-]*|(?:fix|recover|restore|roll)[-_][\w-]+|d[eé]ploiements?|mise[-_ ]en[-_ ](?:prod\w*|ligne)|[\w-]*deployment[-_]process|exploitation|astreintes?|(?:[\w-]+[-_])?vigie|betrieb(?:shandbuch)?|bereitstellung|wiederherstellung|utrulling|prodsetting|beredskap|despliegues?|implanta[cç][aã]o)(?:\.html)?\.\w+(?:\.erb)?$/iu;
const NAMED_FOLDER =
  /(?:^|\/)(?:deployments?|deploy|helm[-_]deploy|runbooks?|playbooks|production|hosting|administration|admins|operations|ops|incidents|procedures|provisioning|on-?call|d[eé]ploiement|betrieb|drift)\//iu;

/** What helps when something fails: those who run it, where it acts on what runs; elsewhere the users. */
const TROUBLE = /(?:^|\/)troubleshooting\.\w+$/i;
const FOR_USERS =
  /(?:^|\/)(?:users?|user[-_]?guides?|customers?|tutorials?|getting[-_]started|dev|development|contributing)\//i;

/** Headings under which it is told how the software gets into operation, in some languages. */
const DEPLOYING =
  /\b(?:re)?deploy(?:ments?|ing|s|ed)?\b|\broll(?:ing)?[- ]?outs?\b|\b(?:releas\w*|push\w*|promot\w*|going|ship\w*|merge\w*) (?:it )?(?:to|in|into|on) (?:the )?(?:prod\w*|live|staging)\b|\bgo(?:ing)?[- ]live\b|\bprovision(?:ing)?\b|\bdokku\b|^apply(?:ing)? (?:the )?(?:configuration|changes|terraform)/iu;
/** Headings under which it is told how it is kept in operation. */
const OPERATING =
  /\broll(?:ing)?[- ]?backs?\b|\brestor(?:e|ing)\b|\bback(?:ing)?[- ]?ups?\b|\bdisaster|\b(?:data|service|outage) recovery\b|\bon[- ]call\b|\bincidents?\b|\brun-?books?\b|\bplaybooks?\b|^operations?$|^operating\b|^(?:server |production )?maintenance$|^(?:server )?administration$|\bmonitoring\b|^alert(?:s|ing)?\b|\bfail-?over\b|\b(?:for|to|in|on|the) (?:production|prod)\b|\bproduction (?:setup|set-up|environment|deployment|server|access|console|commands?|database)\b|\b(?:staging|production) (?:and|&|\/) (?:staging|production)\b|\bconnect(?:ing)? to (?:an? |the )?(?:\w+ ){0,2}(?:ecs|rds|ec2|bastion|instances?|servers?|cluster|pods?|remote|production)\b|\bcertificates? (?:upgrade|renewal|rotation|update)s?\b|\b(?:renew|rotat|updat)\w* (?:an? |the |all )?(?:[\w-]+ ){0,2}(?:certificates?|certs?|secrets?|tokens?|credentials)\b|\bbastion\b|\bjump-? ?(?:box|host)\b|^ssh(?:ing)? (?:in)?to (?:the |an? |our )?(?:\w+ )?(?:instances?|servers?|box(?:es)?|hosts?|machines?)$|^(?:updat|upgrad)(?:e|ing) (?:(?:a|an|the|our|all|running|deployed) ){0,2}(?:[\w-]+ )?(?:services?|servers?|deployments?|instances?|clusters?)$/iu;
/** The same in other languages, whose words stand for nothing else. */
const ABROAD =
  /(?:manuelle|automatische) veröffentlichung|prodsett|produksjonssett|utrulling|mises? en prod|d[eé]ploie|bereitstellung|ausroll|inbetriebnahme|despliegue|implanta[cç][aã]o|\bvigie\b|\bastreinte|\bsauvegarde|\brestauration|\bbetrieb\b|wiederherstell|datensicherung|driftsdok|beredskap|overvåk|gjenopprett|デプロイ|本番|運用|障害|部署|上线|运维|回滚|деплой|разв[её]ртыван|эксплуатац|откат|резервн|배포|운영|장애|puesta en producci|copias? de seguridad|mise en service/iu;
/** What happens on the own machine, and what others deploy with it. */
const NO_OPERATION =
  /\blocal\w*|\b(?:device|emulator|simulator|laptop|minikube|phone|tablet)s?\b|\bbuild(?:ing)?\b(?! (?:and|&) deploy)|\bdevelop\w*|\bused\b|\b(?:on|to|with|button)\b.{0,10}\b(?:vercel|netlify|heroku|button|github pages)\b|\byour (?!changes?|branch|code|release|feature)|\b(?:template|sample|example|demo)\b|\bcontracts?\b|\btestnet\b|\bwhy\b|\bdoc(?:s|umentation)\b|github pages|storybook|^continuous|\bci\/cd\b/iu;

/** Headings that say themselves where the commands below them are given. */
const PRODUCTION =
  /\bproduction (?:environment|server|access|console|commands?|database)\b|^\W*(?:operat(?:ing|ions?)|run-?books?|on[- ]call)\b/iu;

/** Commands that act on what runs elsewhere. */
const REMOTE =
  /\bfirebase use (?:prod|live|staging)|\b(?:npm|yarn|pnpm)(?: run)? (?:prod\w*|live|staging)[:-](?:deploy|release|migrate)\b|\bdeploy (?:-\S+ )*\.#|\b(?:colmena|nixos-rebuild|nixos-anywhere)\b|\b(?:kubectl|helmfile|terragrunt|ansible-playbook|flyctl|doctl|eksctl|scalingo|supervisorctl|systemctl|pg_restore|pg_dump|mysqldump|kubectx|argocd|dokku|kamal|nomad|spinnaker)\b|\bhelm (?:\S+ \S+ )?(?:upgrade|install|rollback|list)\b|\b(?:terraform|tofu) (?:-\S+ )*(?:apply|init|plan|import)\b|(?:^|[\s`$(])(?:ssh|scp|rsync) \S*[\w@]|\bcap \S+ deploy|\bgit push (?:\S+\s+){0,4}?\S*(?:heroku|dokku|prod|live|staging|deploy)|(?:^|[\s`$])(?:heroku|fly|gcloud|aws|cf|eb|oc|az|pm2|sops|nais) [a-z][\w:-]+|\bservice \S+ (?:re)?start\b|\bdocker (?:stack|service|swarm)\b|\bdocker[- ]compose (?:\S+ )*pull\b|\b(?:sam|serverless|sls|cdk|copilot|wrangler|firebase|now|vercel|netlify) deploy\b|\bpulumi up\b|\bmake \S*(?:deploy|rollback|prod|live)\S*|\briff-?raff\b|\brake \S*deploy|\b(?:npm|yarn|pnpm)(?: run)? \S*(?:deploy|release|migrate)\S*[:-](?:prod|live|staging)\S*/m;
const PLACE =
  /\b(?:production|prod|staging|pre-?prod\w*|uat|rds|ec2|ecs|openshift|bastion|app engine|web server|live (?:site|server|service|environment)|produksjon|sentry)\b/iu;
/** What the reader is told to do, at the start of a sentence, an item or a clause. */
const ACTION =
  /(?:^|[.:;,(]\s+|[-*\d.)]\s+|\b(?:then|and|to|must|should|can|we|you|by|il faut|on) )[*_`"]{0,2}(?:merg(?:e|ing)|push(?:ing)?|tag(?:ging)?|promot(?:e|ing)|approv(?:e|ing)|deploy(?:ing)? (?:the|to|a|it|from|by|via|using|with|run)|trigger(?:ing)?|roll(?:ing)? ?back|restart(?:ing)?|log ?in(?:to)?|ssh|click|select|restor(?:e|ing)|rotat(?:e|ing)|run|execute|checkout|connect|surveiller|d[eé]ployer)\b/imu;
/** A command of any sort, but for those that start the program. */
const COMMAND =
  /(?:^\s*\$ ?|`|^-{4}\n|```\w*\n\s*\$? ?)(?!(?:npm|npx|yarn|pnpm|bun|node|java|gunicorn|uvicorn|flask|cargo|go|git clone)\b|docker[- ]compose up)[\w.][\w./-]* [^`\n]+/m;
/** Under a heading of backups: what is restored, of what is deployed. */
const RESTORING = /\bback-?ups?\b|\bdisaster\b|\brestor/i;
const RESTORED = /\b(?:restor(?:e|ed|ing)|roll(?:ed)? back|rollback|recover(?:ed|y)?)\b/i;
const DEPLOYED =
  /\b(?:deployed|production|AWS|Azure|GCP|snapshots?|RDS|DynamoDB|Cloud ?SQL|S3|PITR|point[- ]in[- ]time)\b/;
/** What generators and button-makers write. */
const BOILERPLATE =
  /this section has moved here|easiest way to deploy your|create-react-app\/docs\/deployment|facebook\.github\.io\/create-react-app|check out (?:the|our) .{0,40}deployment documentation|USE_SSH=true yarn deploy|learn more about deploying|things you may want to cover|see the section about \[?deployment/i;

/** Fewer characters are a remark. */
const ENOUGH = 120;
/** A document needs more than a heading with a sentence. */
const DOCUMENT = 300;

/**
 * Whether it is written down how the software is deployed, rolled back, backed up, watched or restored: in a document of that
 * name, or under such a heading, in words that act on what runs elsewhere. With `commands: any`: whatever is
 * called there.
 */
export const operatingInstructions: Check = {
  name: 'operating-instructions',
  run(view, options) {
    const anyCommand = options.commands === 'any';
    const evidence: Evidence[] = [];
    for (const file of operatorPapers(view, isNamed)) {
      const text = view.facts.source.text(file.path);
      if (text === undefined) continue;
      const isTrouble = TROUBLE.test(file.path) && !FOR_USERS.test(file.path) && acts(text, false);
      const isOperation = isNamed(file) && (ABROAD.test(file.name) || acts(text, true));
      if (text.length >= DOCUMENT && (isOperation || isTrouble)) {
        evidence.push({ path: file.path, line: 1, detail: 'tells how it is operated' });
      } else if (TOPIC.test(text)) {
        const section = instructing(file, view, anyCommand);
        if (section !== undefined)
          evidence.push({ path: file.path, line: section.line, detail: `section "${section.heading.slice(0, 80)}"` });
      }
      if (evidence.length >= 5) break;
    }
    return found(evidence);
  },
};

/** Cheap: only papers that have such a word are taken apart. */
const TOPIC =
  /deploy|dokku|[#=] (?:updat|upgrad)(?:e|ing) |rollout|release|provision|prod|d[eé]ploi|bereitstell|ausroll|inbetrieb|utrull|despliegue|implanta|back|restor|disaster|recover|call|incident|book|operati|mainten|admin|monitor|alert|fail-?over|connect|bastion|vigie|astreinte|sauvegarde|betrieb|sicherung|drift|beredskap|デプロイ|本番|運用|障害|部署|上线|运维|回滚|деплой|разв[её]рт|эксплуат|откат|резервн|배포|운영|장애|puesta|copia|mise en/i;

function isNamed(file: FileEntry): boolean {
  return (NAMED.test(file.path) || NAMED_FOLDER.test(file.path)) && !NO_OPERATION.test(file.name.replace(/[-_]/g, ' '));
}

function instructing(file: FileEntry, view: View, anyCommand: boolean): Section | undefined {
  const outline = view.facts.source.guard('documents', file.path, () => readReadme(file, view.facts.source));
  return outline?.sections.find(
    ({ heading, text }) =>
      heading !== outline.title &&
      !NO_OPERATION.test(heading) &&
      text.length >= ENOUGH &&
      (ABROAD.test(heading) ||
        (RESTORING.test(heading) && text.length >= DOCUMENT && RESTORED.test(text) && DEPLOYED.test(text)) ||
        ((DEPLOYING.test(heading) || OPERATING.test(heading)) && acts(text, anyCommand || PRODUCTION.test(heading)))),
  );
}

/** Whether a text lets its reader act on what runs elsewhere. */
function acts(text: string, anyCommand: boolean): boolean {
  if (BOILERPLATE.test(text)) return false;
  // What is built or started on the own machine in the manner of production says nothing of the place.
  const elsewhere = text
    .replace(/^.*\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|NODE_ENV|RAILS_ENV|APP_ENV|FLASK_ENV)\b.*$/gm, '')
    .replace(/^\s*(?:#|\/\/)\s*(?:build|run|start|create|install|compile)\b.{0,40}\bprod(?:uction)?\b.*$/gim, '');
  if (REMOTE.test(elsewhere) || (PLACE.test(elsewhere) && ACTION.test(elsewhere))) return true;
  return anyCommand && COMMAND.test(elsewhere);
}
