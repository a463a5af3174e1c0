/** The whole style of the HTML report; colours follow the reader's setting. No `<` or `&`, so that the page stays well-formed. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5b6470; --line: #d6dae0; --page: #fff; --box: #f5f6f8;
  --critical: #b3261e; --warning: #8a5a00; --info: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa4b0; --line: #363c45; --page: #15181c; --box: #1f242a;
  --critical: #ff8a80; --warning: #f0b64a; --info: #82b7f5; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h2 code, small, footer, .reasoning { color: var(--soft); font-weight: normal; font-size: .85rem; }
p { margin: .4rem 0; }
section { border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; padding: .8rem 1rem; margin: 1rem 0; }
.severity { text-transform: uppercase; font-size: .75rem; letter-spacing: .05em; margin-right: .3rem; }
.critical { border-left-color: var(--critical); } .critical .severity { color: var(--critical); }
.warning { border-left-color: var(--warning); } .warning .severity { color: var(--warning); }
.info { border-left-color: var(--info); } .info .severity { color: var(--info); }
.remark { color: var(--warning); }
.fix { background: var(--box); border-radius: 6px; padding: .5rem .8rem; }
.fix p { display: inline; } pre, code { font-family: ui-monospace, monospace; font-size: .88em; overflow-wrap: anywhere; }
pre { overflow-x: auto; margin: .4rem 0; } ul { padding-left: 1.2rem; margin: .4rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; } td, th { text-align: left; vertical-align: top;
  border-top: 1px solid var(--line); padding: .25rem .5rem .25rem 0; }
details { margin: .6rem 0; } summary { cursor: pointer; color: var(--soft); } footer { margin-top: 2rem; } a { color: var(--info); }
`;
