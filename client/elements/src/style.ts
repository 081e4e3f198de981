const CSS = `
:host {
  --_ok: var(--credits-ok, light-dark(#15803d, #4ade80));
  --_warn: var(--credits-warn, light-dark(#b45309, #fbbf24));
  --_critical: var(--credits-critical, light-dark(#b91c1c, #f87171));
  --_track: var(--credits-track, light-dark(#e5e7eb, #1f2937));
  --_card: var(--credits-card, light-dark(#fff, #111827));
  --_text: var(--credits-text, light-dark(#111827, #f3f4f6));
  --_muted: var(--credits-muted, light-dark(#4b5563, #a6adba));
  --_line: var(--credits-line, light-dark(#d1d5db, #4b5563));
  --_accent: var(--credits-accent, light-dark(#6d28d9, #c4b5fd));
  --_on-accent: var(--credits-on-accent, light-dark(#fff, #1e1b4b));
  --_radius: var(--credits-radius, .75rem);
  --_bar: var(--credits-bar-size, .625rem);
  display: block;
  color: var(--_text);
  font: inherit;
  line-height: 1.5;
  text-align: start;
  overflow-wrap: anywhere;
}
:host([hidden]), :host([state=signed-out]) { display: none }
:host([level=warn]) { --_level: var(--_warn) }
:host([level=critical]), :host([level=empty]) { --_level: var(--_critical) }
* { box-sizing: border-box; margin: 0 }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
[part~=card], [part~=notice] {
  background: var(--_card);
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  padding: 1rem;
}
[part=heading], [part=title], [part=name] { font-size: 1.0625em; font-weight: 650; line-height: 1.3 }
[part=heading] { margin-block-end: .5rem }
[part=summary] { font-size: 1.5em; font-weight: 650; line-height: 1.25 }
[part=price] { font-size: 1.25em; font-weight: 650 }
[part=reset], [part=detail], [part=error], [part=worth], [part=held], [part=axis], small { color: var(--_muted); font-size: .875em }
[part=meter] { block-size: var(--_bar); margin-block: .625rem .375rem; background: var(--_track); border-radius: 99px; overflow: hidden }
[part=fill] { block-size: 100%; background: var(--_ok); border-radius: inherit }
[part=meter][data-level=warn] > [part=fill] { background: var(--_warn) }
[part=meter][data-level=critical] > [part=fill] { background: var(--_critical) }
[part=sources], [part=list] { list-style: none; padding: 0 }
[part=sources] { margin-block-start: .75rem; border-block-start: 1px solid var(--_line) }
[part=sources] li { display: flex; justify-content: space-between; gap: 1rem; padding-block: .375rem }
[part=sources] li + li { border-block-start: 1px solid var(--_line) }
[part=sources] small, [part=what] small { display: block }
[part=list] { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 1rem }
[part=list] > [part~=card] { display: flex; flex-direction: column; gap: .25rem; align-items: start }
[part~=is-current] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent) }
[part=current] { color: var(--_accent); font-size: .875em; font-weight: 650 }
[part=list] [part=button] { margin-block-start: auto }
[part=gap] { block-size: .5rem }
[part=button], [part=action] {
  display: inline-block;
  min-block-size: 2.25rem;
  padding: .375rem .875rem;
  border: 1px solid var(--_accent);
  border-radius: calc(var(--_radius) / 1.5);
  background: var(--_accent);
  color: var(--_on-accent);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
[part=action] + [part=action] { background: transparent; color: var(--_accent) }
[part=button][aria-disabled=true] { opacity: .6; cursor: default }
[part=link] { padding: .125rem; border: 0; background: none; color: var(--_accent); font: inherit; text-decoration: underline; cursor: pointer }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px }
[part=actions] { display: flex; flex-wrap: wrap; gap: .5rem; margin-block-start: .75rem }
[part=actions]:empty { display: none }

:host(credits-pill) { display: inline-block; vertical-align: middle; line-height: 1.2 }
[part=pill] {
  display: inline-flex;
  align-items: center;
  gap: .4em;
  padding: .2em .65em;
  border: 1px solid var(--_level, var(--_accent));
  border-radius: 99px;
  background: var(--_card);
  color: var(--_level, var(--_accent));
  font: inherit;
  font-size: .8125rem;
  font-weight: 600;
}
button[part=pill] { min-block-size: 1.5rem; cursor: pointer }
[part=dot] { flex: none; inline-size: .6em; block-size: .6em; background: currentColor; border-radius: 50% }
:host([level=warn]) [part=dot] { border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%) }
:host([level=critical]) [part=dot] { border-radius: 0; clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%) }
:host([level=empty]) [part=dot] { border: 2px solid; background: none }

:host(credits-note) { display: inline-block; min-block-size: 1.5em; color: var(--credits-text, inherit); font-size: .875em }
[part=notice] { border-inline-start: 4px solid var(--_edge, var(--_accent)) }
[part=notice][data-kind=due], [part=notice][data-kind=grace] { --_edge: var(--_warn) }
[part=notice][data-kind=added] { --_edge: var(--_ok) }
[part=body] { margin-block-start: .25rem; color: var(--_muted) }

table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
caption { text-align: start }
th, td { padding: .5rem .25rem; border-block-end: 1px solid var(--_line); text-align: start; vertical-align: top; font-weight: inherit }
thead th { color: var(--_muted); font-size: .875em }
th:nth-child(n + 2), td { text-align: end; padding-inline-start: .5rem }
[part=amount] { white-space: nowrap; font-weight: 600 }
[part=table] + [part=button] { margin-block-start: .75rem }
[part=chart] { display: flex; align-items: end; gap: 1px; block-size: 7rem; margin-block: .75rem .25rem; border-block-end: 1px solid var(--_muted) }
[part=bar] { flex: 1; min-inline-size: 0; background: var(--_accent); border-start-start-radius: 2px; border-start-end-radius: 2px }
[part=axis] { display: flex; justify-content: space-between; margin-block-end: .75rem }
summary { padding-block: .5rem; color: var(--_accent); cursor: pointer }
td [part=meter] { margin-block: .25rem 0; margin-inline-start: auto; inline-size: min(100%, 8rem) }

@media (prefers-reduced-motion: no-preference) {
  [part=fill] { transition: inline-size .3s }
}
@media (forced-colors: active) {
  [part=meter] { border: 1px solid CanvasText }
  [part=fill], [part=bar] { background: Highlight !important; forced-color-adjust: none }
  [part=dot] { background: CanvasText; forced-color-adjust: none }
  :host([level=empty]) [part=dot] { border-color: CanvasText }
  [part=button], [part=action] { border-color: ButtonText }
  [part~=is-current] { border-width: 3px }
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
