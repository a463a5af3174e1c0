import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** What the tools of configuration management ask for, wherever in the repository the tree begins. */
const FORMS: readonly { readonly name: string; readonly paths: readonly string[]; readonly atLeast: number }[] = [
  {
    name: 'Ansible',
    paths: [
      '**/roles/*/tasks/main.y*ml',
      '**/playbooks/*.y*ml',
      '**/group_vars/**',
      '**/host_vars/**',
      '**/inventories/**',
      '**/ansible.cfg',
      '/site.y*ml',
    ],
    atLeast: 2,
  },
  {
    name: 'Puppet',
    paths: ['/Puppetfile', '**/manifests/*.pp', '**/hieradata/**', '**/environment.conf', '/hiera.yaml'],
    atLeast: 2,
  },
  {
    name: 'Chef',
    paths: ['/cookbooks/**', '**/recipes/*.rb', '/Berksfile', '/Policyfile.rb', '/attributes/*.rb', '/data_bags/**'],
    atLeast: 2,
  },
  { name: 'Salt', paths: ['**/*.sls'], atLeast: 3 },
  {
    name: 'Helmfile, chartpress, Argo CD or Flux',
    paths: [
      '/chartpress.y*ml',
      '/.sops.y*ml',
      '/helmfile.d/**',
      '/helmfile.y*ml',
      '**/argocd/**',
      '**/clusters/*/**/kustomization.y*ml',
      '/clusters/**',
    ],
    atLeast: 2,
  },
  { name: 'Nix', paths: ['**/nixos/**', '/{hosts,machines}/**/*.nix', '**/hardware-configuration.nix'], atLeast: 1 },
  { name: 'Terragrunt', paths: ['**/terragrunt.hcl'], atLeast: 2 },
];

/** Whether it sets up machines or clusters with a tool made for that. */
export const configuresMachines: Check = {
  name: 'configures-machines',
  run: (view) =>
    found(
      FORMS.flatMap(({ name, paths, atLeast }) => {
        const files = view.facts.source.files
          .matching(paths)
          .filter(
            (file) =>
              view.here(file.path) &&
              ['source', 'config', 'asset', 'docs'].includes(file.role) &&
              !/(?:^|\/)(?:molecule|contrib|devel|dev|vagrant)\//.test(file.path),
          );
        const [first] = files;
        return first === undefined || files.length < atLeast
          ? []
          : [{ path: first.path, detail: `one of ${files.length} files for ${name}` }];
      }),
    ),
};
