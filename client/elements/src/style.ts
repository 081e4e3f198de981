const CSS = `
:host {
  --ok: var(--credits-ok, light-dark(#15803d, #4ade80));
  --warn: var(--credits-warn, light-dark(#b45309, #fbbf24));
  --critical: var(--credits-critical, light-dark(#b91c1c, #f87171));
  --track: var(--credits-track, light-dark(#e5e7eb, #1f2937));
  --card: var(--credits-card, light-dark(#fff, #111827));
  --text: var(--credits-text, light-dark(#111827, #f3f4f6));
  --muted: var(--credits-muted, light-dark(#4b5563, #a6adba));
  --accent: var(--credits-accent, light-dark(#6d28d9, #c4b5fd));
  --radius: var(--credits-radius, .75rem);
  --line: 1px solid light-dark(#d1d5db, #4b5563);
  display: block;
  color: var(--text);
  overflow-wrap: break-word;
}
:host([hidden]), :host([state=signed-out]) { display: none }
:host(credits-pill), :host(credits-note) { display: inline-block; color: inherit; font-size: .875em }
:host([level=warn]) { --level: var(--warn) }
:host([level=critical]), :host([level=empty]) { --level: var(--critical) }
* { box-sizing: border-box; margin: 0; font: inherit }
[part~=card], [part=notice] { padding: 1rem; border: var(--line); border-radius: var(--radius); background: var(--card) }
[part=heading], [part=title], [part=name], [part=action], [part=button], [part=price], [part=summary], [part=amount], [part=pill], [part=current] { font-weight: 600 }
[part=heading] { margin-block-end: .5rem }
[part=summary], [part=price] { font-size: 1.25em }
[part=reset], [part=detail], [part=error], [part=worth], [part=held], [part=body], thead, small { color: var(--muted); font-size: .875em }
small { display: block; font-weight: 400 }
[part=error]::first-letter, th::first-letter { text-transform: uppercase }
[part=meter] { block-size: var(--credits-bar-size, .625rem); margin-block: .5rem; border-radius: 9px; background: var(--track); overflow: hidden }
[part=fill] { block-size: 100%; border-radius: inherit; background: var(--ok) }
[data-level=warn] > * { background: var(--warn) }
[data-level=critical] > * { background: var(--critical) }
ul { padding: 0; list-style: none }
[part=source] { display: flex; justify-content: space-between; gap: 1rem; padding-block: .375rem; border-block-start: var(--line) }
[part=list] { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 1rem }
[part=list] > li, [part=actions] { display: flex; flex-flow: column; align-items: start; gap: .375rem }
[part=list] [part=button] { margin-block-start: auto }
[part~=is-current] { outline: 2px solid var(--accent); outline-offset: -2px }
[part=current], [part=link], summary { color: var(--accent) }
[part=actions] { flex-flow: wrap; margin-block-start: .75rem }
[part=button], [part=action] { padding: .375rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; background: var(--accent); color: var(--card); text-decoration: none }
[part=action] + [part=action] { background: none; color: var(--accent) }
[part=link] { border: 0; background: none; text-decoration: underline }
button, summary { cursor: pointer }
[aria-disabled] { opacity: .7 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
[part=pill] { display: inline-flex; align-items: center; gap: .4em; min-block-size: 1.5rem; padding: 0 .65em; border: 1px solid; border-radius: 99px; background: var(--card); color: var(--level, var(--accent)) }
[part=dot] { inline-size: .6em; block-size: .6em; border-radius: 50%; background: currentColor }
:host([level=warn]) [part=dot] { border-radius: 0 }
:host([level=critical]) [part=dot] { border-radius: 0; rotate: 45deg }
:host([level=empty]) [part=dot] { border: 2px solid; background: none }
[part=notice] { border-inline-start: 4px solid var(--accent) }
[data-kind=due], [data-kind=grace] { border-color: var(--warn) }
table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .5rem 0 .5rem .5rem; border-block-end: var(--line); text-align: end; vertical-align: top }
th:first-child { padding-inline: 0; text-align: start; overflow-wrap: anywhere }
[part=chart] { display: flex; align-items: end; gap: 1px; block-size: 7rem; margin-block: .5rem; border-block-end: 1px solid }
[part=bar] { flex: 1; background: var(--accent) }
@media (forced-colors: active) {
  [part=meter], [part=pill] { border: 1px solid }
  [part=meter] > *, [part=bar] { background: Highlight }
  [part=dot] { background: CanvasText }
}`;

let shared: CSSStyleSheet | undefined;

/** The one style sheet of all elements, parsed once. It needs no `<style>`, which a policy may block. */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
  }
  return shared;
}
