/*! Drawdown's elements, Apache-2.0 */
var a=(r,t={},...e)=>({tag:r,a:t,children:e}),pt=new WeakMap,ft=new WeakMap;function et(r,t){let e=new Map([...r.childNodes].map(i=>[pt.get(i),i])),n=new Map,s=r.firstChild;for(let i of t){if(!i)continue;let o=typeof i=="string"?"":i.tag,c=n.get(o)??0;n.set(o,c+1);let d=typeof i=="string"?void 0:i.a.key,u=`${o} ${d===void 0?c:`: ${String(d)}`}`,l=e.get(u)??Ut(o);e.delete(u),pt.set(l,u),Pt(l,i),l===s?s=s.nextSibling:r.insertBefore(l,s)}for(let i of e.values())r.removeChild(i)}function Ut(r){let[t,e]=r.split(".");if(!t)return document.createTextNode("");let n=document.createElement(t);return v(n,"part",e),n}function Pt(r,t){if(typeof t=="string"){r.nodeValue!==t&&(r.nodeValue=t);return}let e=r,n=ft.get(r)??{};for(let s of new Set([...Object.keys(n),...Object.keys(t.a)]))n[s]!==t.a[s]&&$t(e,s,t.a[s]);ft.set(r,t.a),et(r,t.children)}function $t(r,t,e){t!=="key"&&(t==="inlineSize"||t==="blockSize"?r.style[t]=`${Number(e)}%`:t.startsWith("on")?r[t]=e??null:v(r,t,e))}function v(r,t,e){let n=e===void 0||e===!1?null:e===!0?"":String(e);r.getAttribute(t)!==n&&(n===null?r.removeAttribute(t):r.setAttribute(t,n))}var nt="drawdown-purchase";var O="credits-return",mt="abandoned",D=class{#t;o=!1;#e;constructor(t){this.#e=t}k(t,e){N({kind:t,version:e,at:Date.now()})}m(){let t=qt();if(this.o||!t)return;if(jt()){N(void 0);return}let e=t.back??Date.now();N({...t,back:e}),this.o=!0,this.#e.change({purchase:{state:"waiting"}}),this.#n(t,e)}stop(){clearTimeout(this.#t),this.o=!1}async#n(t,e){let n=await this.#s(t).catch(()=>0),s=Date.now()-e;this.#e.snapshot().status==="signed-out"&&this.stop(),this.o&&(n>0?(this.#r(),this.#e.change({purchase:{state:"added",credits:n},problem:void 0}),this.#e.refresh()):s>=3e5?(this.#r(),this.#e.change({purchase:{state:"late"}})):this.#t=setTimeout(()=>{this.#n(t,e)},3e3))}#r(){this.stop(),N(void 0)}async#s({kind:t,version:e}){let n=await this.#e.read("ledger",{kind:"grant",limit:20}),s=t==="pack"?"top-up":"plan";return n.data.filter(({number:i})=>i>e).flatMap(({postings:i})=>i).filter(i=>i.kind===s).reduce((i,{change:o})=>i+o,0)}};function gt(r){let t=new URL(r,location.href);t.searchParams.delete(O);let e=new URL(t);return e.searchParams.set(O,mt),{returnUrl:t.href,cancelUrl:e.href}}function jt(){let r=new URL(location.href),t=r.searchParams.get(O)===mt;return t&&(r.searchParams.delete(O),history.replaceState(history.state,"",r)),t}function qt(){try{let r=JSON.parse(sessionStorage.getItem(nt)??"null");return r&&Date.now()-r.at<864e5?r:void 0}catch{return}}function N(r){try{r?sessionStorage.setItem(nt,JSON.stringify(r)):sessionStorage.removeItem(nt)}catch{return}}var m=class extends Error{status;constructor(t){super(`Credits can't be read (${t}).`),this.status=t}},_t=1e4,bt=401,U=class{#t;#e;constructor(t){this.#t=t}async l(t,e={}){let n=async()=>this.#n(`session/${t}`,e,await this.#r()),s=await n();return s.status===bt&&(this.#e=void 0,s=await n()),vt(s)}async catalog(){return vt(await this.#n("catalog",{}))}async#n(t,e,n){let{baseUrl:s="",fetch:i=fetch}=this.#t,o=Object.entries(e).filter(([,u])=>u!==void 0),c=new URLSearchParams(o.map(([u,l])=>[u,String(l)])),d=`${s.replace(/\/+$/,"")}/v1/${t}?${c}`.replace(/\?$/,"");try{return await i(d,{headers:n?{authorization:`Bearer ${n}`}:{},signal:AbortSignal.timeout(_t)})}catch{throw new m(0)}}async#r(){this.#e??=(async()=>this.#t.token?.())();let t=await this.#e.catch(()=>{throw this.#e=void 0,new m(0)}),e=typeof t=="string"?t:t?.token;if(!e)throw this.#e=void 0,new m(bt);return e}};async function vt(r){if(!r.ok)throw new m(r.status);return r.json().catch(()=>{throw new m(0)})}var Ft=["out-of-credits","payment-required"],Vt=1e3,Zt=1e3,yt=["focus","online","pageshow"],M=class{settings={};#t;#e={status:"loading",busy:!1};#n;#r=new Map;#s=new D(this);#u=0;#h=0;#i;#a=!1;#o=!1;#c=new Set;constructor(t="balance"){this.#t=t}configure(t){this.settings=t,this.#n=new U(t),this.#i=void 0,this.#a=!1,this.#c.clear(),this.#s.stop(),this.#e={status:"loading",busy:!1},this.change({links:t.links}),this.#m()}subscribe(t,e=()=>["balance"]){this.#r.set(t,e);for(let n of yt)globalThis.addEventListener?.(n,this.#f);return this.#m(),()=>{if(this.#r.delete(t),this.#r.size===0){for(let n of yt)globalThis.removeEventListener?.(n,this.#f);this.#s.stop()}}}snapshot(){return this.#e}refresh(){if(this.#i)return this.#a=!0,this.#i;let t=this.#g(this.#n).finally(()=>{if(this.#i===t&&(this.#i=void 0,this.#a))return this.#a=!1,this.refresh()});return this.#i=t,t}charged({balance:t,note:e,charge:n}){this.#p(t,e&&{kind:"used",credits:e.used,left:e.left,action:n?.action})}refunded({balance:t,restored:e,charge:n}){this.#p(t,{kind:"returned",credits:e,left:t.total,action:n?.action})}#p(t,e){this.#l(t),this.change({problem:void 0,purchase:this.#s.o?this.#e.purchase:void 0,...e&&{note:e}}),this.refresh()}blocked(t,e){return Ft.includes(t.code??"")?(this.#l(t.balance),this.change({problem:{...t,action:e},note:void 0}),this.refresh(),!0):!1}leaving(t="pack"){this.#s.k(t,this.#e.balance?.version??0)}async read(t,e){return await this.#n?.l(t,e)}change(t){this.#e={...this.#e,...t},[...this.#r.keys()].forEach(e=>e())}#f=t=>{let e=t.type==="pageshow"&&!t.persisted;this.#n&&!e&&(Date.now()-this.#u>Vt&&this.refresh(),this.#s.m())};#m(){this.#n&&!this.#o&&(this.#o=!0,queueMicrotask(()=>{this.#o=!1,[...this.#d()].some(t=>!this.#c.has(t))&&(this.refresh(),this.#s.m())}))}#d(){return new Set([...this.#r.values()].flatMap(t=>t()))}async#g(t){let e=this.#d(),n=s=>{t===this.#n&&this.change(s)};if(t){e.forEach(s=>this.#c.add(s)),this.#u=Date.now(),n({busy:!0});try{let s=[...e].some(c=>c!=="balance"),[i,o]=await Promise.all([e.has("balance")?t.l(this.#t):void 0,this.#e.catalog??(s?t.catalog().catch(()=>{}):void 0)]);n({catalog:o}),i&&t===this.#n&&(this.#l(i,!0),n(await this.#b(i,t).catch(()=>({})))),n({busy:!1})}catch(s){let{balance:i,staleSince:o=this.#h}=this.#e;s instanceof m&&s.status===401?n(Bt):n(i?{busy:!1,staleSince:o}:{busy:!1,status:"unavailable"})}}}#l(t,e=!1){let{balance:n,problem:s}=this.#e,i=n?.account===t?.account;if(!(!t||n&&!i&&!e)){if(this.#h=Date.now(),n&&i&&t.version<n.version){this.change({staleSince:void 0});return}this.change({status:"ready",balance:t,staleSince:void 0,...s&&!Gt(s,t)&&{problem:void 0},...!wt(t)&&{advice:void 0}})}}async#b(t,e){let n=wt(t),s=this.#d(),i=this.#e.catalog?.actions.filter(({cost:l})=>l>0)??[],[o]=i.sort((l,f)=>l.cost-f.cost),c=n?o:i.at(-1);if(!c||!(s.has("top-up")||n&&s.has("advice")))return{};let{refusal:d}=await e.l("quote",{action:c.id,document:c.oncePerDocument?"none":void 0,quantity:n?1:Zt}),u=d?d.actions?.find(({type:l})=>l==="top-up"):{type:"top-up"};return{advice:n?d:void 0,topUp:u??!1}}},Bt={status:"signed-out",busy:!1,balance:void 0,staleSince:void 0,problem:void 0,note:void 0,purchase:void 0},wt=({total:r,standing:t})=>r<=0||t==="suspended",Gt=(r,t)=>r.code==="payment-required"?t.standing==="suspended":t.total<(r.cost??1),g=new M,S=new M("pool");function Ht(r){g.configure(r),S.configure({...r,token:()=>r.poolToken?.()})}function P(){g.change({}),S.change({})}var Wt=":host{--ok: var(--credits-ok, light-dark(#15803d, #4ade80));--warn: var(--credits-warn, light-dark(#b45309, #fbbf24));--critical: var(--credits-critical, light-dark(#b91c1c, #f87171));--track: var(--credits-track, light-dark(#e5e7eb, #1f2937));--card: var(--credits-card, light-dark(#fff, #111827));--text: var(--credits-text, light-dark(#111827, #f3f4f6));--muted: var(--credits-muted, light-dark(#4b5563, #a6adba));--accent: var(--credits-accent, light-dark(#6d28d9, #c4b5fd));--radius: var(--credits-radius, .75rem);--line: 1px solid light-dark(#d1d5db, #4b5563);display:block;color:var(--text);line-height:1.5;overflow-wrap:anywhere}:host([hidden]),:host([state=signed-out]){display:none}:host(credits-pill),:host(credits-note){display:inline-block;color:inherit;font-size:.875em}:host([level=warn]){--level: var(--warn) }:host([level=critical]),:host([level=empty]){--level: var(--critical) }*{box-sizing:border-box;margin:0;font:inherit}[part~=card],[part=notice]{padding:1rem;border:var(--line);border-radius:var(--radius);background:var(--card)}[part=heading],[part=title],[part=name],[part=action],[part=button],[part=price],[part=summary],[part=amount],[part=pill],[part=current]{font-weight:600}[part=heading]{margin-block-end:.5rem}[part=summary],[part=price]{font-size:1.25em}[part=reset],[part=detail],[part=error],[part=worth],[part=held],[part=body],thead,small{color:var(--muted);font-size:.875em}small{display:block}[part=error]:first-letter{text-transform:uppercase}[part=meter]{block-size:var(--credits-bar-size, .625rem);margin-block:.5rem;border-radius:9px;background:var(--track);overflow:hidden}[part=fill]{block-size:100%;border-radius:inherit;background:var(--ok)}[data-level=warn]>*{background:var(--warn)}[data-level=critical]>*{background:var(--critical)}ul{padding:0;list-style:none}[part=source]{display:flex;justify-content:space-between;gap:1rem;padding-block:.375rem;border-block-start:var(--line)}[part=list]{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));gap:1rem}[part=list]>li,[part=actions]{display:flex;flex-flow:column;align-items:start;gap:.375rem}[part=list] [part=button]{margin-block-start:auto}[part~=is-current]{outline:2px solid var(--accent);outline-offset:-2px}[part=current],[part=link],summary{color:var(--accent)}[part=actions]{flex-flow:wrap;margin-block-start:.75rem}[part=button],[part=action]{padding:.375rem 1rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--card);text-decoration:none}[part=action]+[part=action]{background:none;color:var(--accent)}[part=link]{border:0;background:none;text-decoration:underline}button,summary{cursor:pointer}[aria-disabled]{opacity:.7}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}[part=pill]{display:inline-flex;align-items:center;gap:.4em;min-block-size:1.5rem;padding:0 .65em;border:1px solid;border-radius:99px;background:var(--card);color:var(--level, var(--accent))}[part=dot]{inline-size:.6em;block-size:.6em;border-radius:50%;background:currentColor}:host([level=warn]) [part=dot]{border-radius:0}:host([level=critical]) [part=dot]{border-radius:0;rotate:45deg}:host([level=empty]) [part=dot]{border:2px solid;background:none}[part=notice]{border-inline-start:4px solid var(--accent)}[data-kind=due],[data-kind=grace]{border-color:var(--warn)}table{inline-size:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.5rem 0 .5rem .5rem;border-block-end:var(--line);text-align:end;vertical-align:top}th:first-child{padding-inline:0;text-align:start}[part=chart]{display:flex;align-items:end;gap:1px;block-size:7rem;border-block-end:1px solid}[part=bar]{flex:1;background:var(--accent)}@media(forced-colors:active){[part=meter],[part=pill]{border:1px solid}[part=meter]>*,[part=bar]{background:Highlight}[part=dot]{background:CanvasText}}",$;function kt(){return $||($=new CSSStyleSheet,$.replaceSync(Wt)),$}var Yt="heading loading unavailable retry stale left short cost used warn critical empty lacking due held resets until never frozen from:plan from:starter from:promotional from:pool from:top-up note:used note:returned out:title lack:title lack:body limit:body grace:title grace:body calm do:top-up do:choose-plan do:update-payment-method buy:waiting buy:added buy:late buy:failed plans current choose per:month per:year per:period custom plan:bonus packs buy worth planFirst ledger what change after more nothing kind:grant kind:charge kind:hold kind:refund kind:expiry kind:clawback kind:adjustment kind:standing usage usage:chart day runs member noCap".split(" "),y=r=>Object.fromEntries(r.split(`
`).map((t,e)=>[Yt[e],t])),Ct=y(`AI credits
Loading credits…
Credits can’t be shown right now.
Try again
as of {time}
{n} [credit|credits] left
{n} left
{n} [credit|credits]
{used} of {n} [credit|credits] used, {short}
running low
nearly used up
used up
not enough
Payment past due
{n} [credit|credits] set aside for work in progress
Credits refresh on {date}
Until {date}
Never expires
Kept until the payment has arrived
Plan
Starter credits
Promotional credits
Shared pool
Top-up
{n} [credit|credits] used, {short}
{n} [credit|credits] returned, {short}
You have used all your credits
Not enough credits for this
It costs {n} [credit|credits], and you have {left}.
Your limit in the shared pool is {n} [credit|credits] a period.
Your last payment didn’t go through
Your credits still work for now.
What you have made so far stays as it is.
Buy a top-up
Choose a plan
Update payment method
Waiting for your payment to arrive
{n} [credit|credits] added
If you have paid, your credits will still come.
The checkout couldn’t be opened. Please try again.
Plans
Your plan
Choose {name}
{what} a month
{what} a year
{what} a billing period
By agreement
{n} more with each renewal
Top-ups
Buy {name}
Enough for {list}
Top-ups come with a plan.
Credit history
What
Credits
Own balance
Show more
Nothing here yet.
Credits added
Used
Set aside
Returned
Expired
Removed, as the payment was refunded
Corrected
Payment status changed
Usage from {from} to {to} (UTC)
Credits a day. Most: {n} on {date}.
Day
Times
Member
No limit`);var St=y(`KI-Credits
Credits werden geladen…
Die Credits lassen sich gerade nicht anzeigen.
Erneut versuchen
Stand {time}
noch {n} [Credit|Credits]
noch {n}
{n} [Credit|Credits]
{used} von {n} [Credit|Credits] verbraucht, {short}
wird knapp
fast aufgebraucht
aufgebraucht
reicht nicht
Zahlung überfällig
{n} [Credit|Credits] für laufende Arbeit zurückgelegt
Neue Credits gibt es am {date}
Bis {date}
Verfällt nie
Bleibt erhalten, bis die Zahlung eingegangen ist
Tarif
Startguthaben
Aktionsguthaben
Gemeinsamer Pool
Zusatzpaket
{n} [Credit|Credits] verbraucht, {short}
{n} [Credit|Credits] zurückgegeben, {short}
Ihre Credits sind aufgebraucht
Dafür reichen die Credits nicht
Es kostet {n} [Credit|Credits], Sie haben {left}.
Ihre Grenze im gemeinsamen Pool [ist|sind] {n} [Credit|Credits] je Zeitraum.
Ihre letzte Zahlung hat nicht geklappt
Ihre Credits gelten vorerst weiter.
Was Sie bisher erstellt haben, bleibt, wie es ist.
Zusatzpaket kaufen
Tarif wählen
Zahlungsart ändern
Ihre Zahlung wird erwartet
{n} [Credit|Credits] hinzugefügt
Wenn Sie bezahlt haben, kommen Ihre Credits noch.
Die Kasse ließ sich nicht öffnen. Bitte noch einmal versuchen.
Tarife
Ihr Tarif
{name} wählen
{what} im Monat
{what} im Jahr
{what} je Abrechnungszeitraum
Nach Vereinbarung
{n} mehr bei jeder Verlängerung
Zusatzpakete
{name} kaufen
Reicht für {list}
Zusatzpakete gibt es zu einem Tarif.
Verlauf der Credits
Was
Credits
Eigener Stand
Mehr zeigen
Noch nichts vorhanden.
Credits erhalten
Verbraucht
Zurückgelegt
Erstattet
Verfallen
Entfernt, da die Zahlung erstattet wurde
Berichtigt
Zahlungsstatus geändert
Verbrauch vom {from} bis {to} (UTC)
Credits je Tag. Am meisten: {n} am {date}.
Tag
Anzahl
Mitglied
Keine Grenze`);var At=y(`Créditos de IA
Cargando los créditos…
Ahora no se pueden mostrar los créditos.
Reintentar
datos de las {time}
[queda|quedan] {n} [crédito|créditos]
[queda|quedan] {n}
{n} [crédito|créditos]
{used} de {n} [crédito|créditos] [usado|usados], {short}
quedan pocos
casi agotados
agotados
no alcanza
Pago vencido
{n} [crédito|créditos] [reservado|reservados] para trabajo en curso
Los créditos se renuevan el {date}
Hasta el {date}
No caduca
Se conservan hasta que llegue el pago
Plan
Créditos iniciales
Créditos promocionales
Fondo compartido
Recarga
{n} [crédito|créditos] [usado|usados], {short}
{n} [crédito|créditos] [devuelto|devueltos], {short}
Ha usado todos sus créditos
No hay créditos suficientes para esto
Cuesta {n} [crédito|créditos] y tiene {left}.
Su límite en el fondo compartido es de {n} [crédito|créditos] por periodo.
Su último pago no se efectuó
Sus créditos siguen sirviendo por ahora.
Lo que ha creado hasta ahora queda como está.
Comprar una recarga
Elegir un plan
Actualizar el método de pago
Esperando su pago
{n} [crédito|créditos] [añadido|añadidos]
Si ha pagado, sus créditos aún llegarán.
No se pudo abrir la página de pago. Inténtelo de nuevo.
Planes
Su plan
Elegir {name}
{what} al mes
{what} al año
{what} por periodo de facturación
Según acuerdo
{n} más con cada renovación
Recargas
Comprar {name}
Alcanza para {list}
Las recargas se venden con un plan.
Historial de créditos
Qué
Créditos
Saldo propio
Ver más
Aún no hay nada.
Créditos añadidos
Usados
Reservados
Devueltos
Caducados
Retirados, porque se reembolsó el pago
Corregidos
Cambió el estado del pago
Uso del {from} al {to} (UTC)
Créditos por día. Máximo: {n} el {date}.
Día
Veces
Miembro
Sin límite`);var Et=y(`Crédits IA
Chargement des crédits…
Impossible d’afficher les crédits pour le moment.
Réessayer
état à {time}
{n} [crédit|crédits] [restant|restants]
{n} [restant|restants]
{n} [crédit|crédits]
Crédits utilisés : {used} sur {n}, {short}
bientôt épuisés
presque épuisés
épuisés
pas assez
Paiement en retard
{n} [crédit|crédits] [réservé|réservés] pour un travail en cours
Les crédits sont renouvelés le {date}
Jusqu’au {date}
N’expire jamais
Conservés jusqu’à la réception du paiement
Forfait
Crédits de départ
Crédits promotionnels
Réserve partagée
Recharge
{n} [crédit|crédits] [utilisé|utilisés], {short}
{n} [crédit|crédits] [rendu|rendus], {short}
Vous avez utilisé tous vos crédits
Pas assez de crédits pour cela
Il faut {n} [crédit|crédits], vous en avez {left}.
Votre limite dans la réserve partagée est de {n} [crédit|crédits] par période.
Votre dernier paiement n’a pas abouti
Vos crédits restent utilisables pour l’instant.
Ce que vous avez créé reste tel quel.
Acheter une recharge
Choisir un forfait
Mettre à jour le moyen de paiement
En attente de votre paiement
{n} [crédit|crédits] [ajouté|ajoutés]
Si vous avez payé, vos crédits arriveront encore.
Impossible d’ouvrir la page de paiement. Veuillez réessayer.
Forfaits
Votre forfait
Choisir {name}
{what} par mois
{what} par an
{what} par période de facturation
Sur accord
{n} de plus à chaque renouvellement
Recharges
Acheter {name}
De quoi faire {list}
Les recharges se vendent avec un forfait.
Historique des crédits
Quoi
Crédits
Solde propre
Voir plus
Rien pour l’instant.
Crédits ajoutés
Utilisés
Réservés
Rendus
Expirés
Retirés, car le paiement a été remboursé
Corrigés
État du paiement modifié
Utilisation du {from} au {to} (UTC)
Crédits par jour. Maximum : {n} le {date}.
Jour
Fois
Membre
Sans limite`);var rt=new Map(Object.entries({en:Ct,de:St,es:At,fr:Et})),st=new Map;function Mt(r,t){let e=r.toLowerCase();rt.set(e,{...rt.get(e),...t}),st.clear()}function j(r){let t=st.get(r);return t||(t=new it(r),st.set(r,t)),t}var It={timeZone:"UTC"},Tt={hour:"2-digit",minute:"2-digit",hourCycle:"h23",timeZoneName:"short"},Jt=183*864e5,it=class{lang;#t;#e;#n;constructor(t){this.lang=Kt(t);let e=this.lang.toLowerCase().split("-");this.#t=e.map((n,s)=>e.slice(0,e.length-s).join("-")).concat("en").map(n=>rt.get(n)??{}),this.#e=new Intl.PluralRules(this.lang),this.#n=new Intl.NumberFormat(this.lang)}t(t,e={}){return this.r(t,e)??t}r(t,e={}){let n=this.#t.find(o=>t in o)?.[t];if(n===void 0)return;let s=this.#e.select(Number(e.n??0));return(typeof n=="string"?n:n[s]??n.other).replace(/\[(.*?)\|(.*?)\]/g,s==="one"?"$1":"$2").replace(/\{(\w+)\}/g,(o,c)=>{let d=e[c]??o;return typeof d=="number"?this.number(d):d})}name(t){return this.r(`name:${t.id}`)??t.name}g(t,e){return this.name(t?.find(n=>n.id===e)??{id:e,name:e})}number(t){return this.#n.format(t)}C(t){return(t>0?"+":"")+this.number(t)}price({amount:t,currency:e}){let n=new Intl.NumberFormat(this.lang,{style:"currency",currency:e,trailingZeroDisplay:"stripIfInteger"});return n.format(t/10**(n.resolvedOptions().maximumFractionDigits??2))}S(t){return new Intl.ListFormat(this.lang,{type:"disjunction"}).format(t)}c(t,e){let n=new Date(t),s=Math.abs(n.getTime()-e)>Jt,i={day:"numeric",month:"long"};return s&&(i.year="numeric"),{iso:n.toISOString(),utc:this.#r(n,{...i,...Tt,...It}),local:this.#r(n,{...i,...Tt})}}day(t){return this.#r(new Date(t),{day:"numeric",month:"short",year:"numeric",...It})}time(t){return this.#r(new Date(t),{hour:"2-digit",minute:"2-digit"})}#r(t,e){return new Intl.DateTimeFormat(this.lang,e).format(t)}};function Kt(r){try{return Intl.getCanonicalLocales(r)[0]??"en"}catch{return"en"}}var Qt=70,Xt=90,q=["ok","warn","critical"];function w(r,t,e={}){let n=j(e.lang??"en");if(!r)return ee(n,e.status??"loading");let s=e.now??Date.now(),i=e.catalog?.actions.find(({id:l})=>l===e.action),o=ne(r),{staleSince:c}=e,d=c&&n.t("stale",{time:n.time(c)}),u=ae(r,t,e,n,s);return{state:"ready",level:o,left:r.total,...re(r,o,i,d,n),...i&&{enough:i.cost<=r.total||i.cost===0},...i&&i.cost>0&&{cost:n.t("cost",{n:i.cost})},...ot(r,n),...se(r,e.catalog,n,s),sources:r.buckets.map(l=>ie(l,n,s)),...r.held>0&&{held:n.t("held",{n:r.held})},...d&&{stale:d},...u&&{notice:u},actions:u?.actions??xt(t,e,n)}}var te={loading:"…",unavailable:"–","signed-out":""};function ee(r,t){let e=t==="ready"?"loading":t,n=e==="signed-out"?"":r.t(e);return{state:e,short:te[e],summary:n,sources:[],actions:[]}}function ne({total:r,usage:t}){if(r<=0)return"empty";let e=Math.max(0,q.indexOf(t.level));if(r-Math.max(0,t.granted-t.used)<=0)return q[e]??"ok";let s=at(100*t.used/(t.used+r));return q[Math.min(e,q.indexOf(s))]??"ok"}var at=r=>r>Xt?"critical":r>Qt?"warn":"ok";function re({total:r,standing:t},e,n,s,i){let o=t==="suspended",c=n!==void 0&&n.cost>r&&r>0,d=o?"due":c?"lacking":e==="ok"?void 0:e,u=l=>[[l,d&&i.t(d)].filter(Boolean).join(" – "),s].filter(Boolean).join(", ");return{short:u(o&&r===0?"":i.t("short",{n:r})),summary:u(i.t("left",{n:r}))}}function ot({usage:r},t){if(r.granted<=0)return{};let{granted:e}=r,n=Math.min(e,Math.max(0,r.used)),s=r.level,i=t.t("short",{n:e-n});return{meter:{used:n,granted:e,level:s,text:t.t("used",{used:n,n:e,short:i})}}}function se({plan:r,usage:t},e,n,s){let i=r?.cancelsAt??t.resetsAt;if(!i)return{};let o=e?.plans.find(({id:u})=>u===r?.id)?.period,c=r?.cancelsAt||!o||o==="fixed"?"until":"resets",d=n.c(i,s);return{reset:{...d,text:n.t(c,{date:d.utc})}}}function ie(r,t,e){let{kind:n,remaining:s,expiresAt:i,frozen:o}=r,c=o?t.t("frozen"):i?t.t("until",{date:t.c(i,e).utc}):n==="top-up"||n==="starter"?t.t("never"):"";return{kind:n,label:t.r(`from:${n}`)??n,left:s,detail:c}}function ae({total:r,standing:t,usage:e},n,s,i,o){let{purchase:c}=s,{limit:d,cost:u=0,refreshesAt:l,actions:f=[]}=n??{},k=r>0?[i.t("left",{n:r})]:[],C=(p,R,X)=>{let T=n||p!=="due"&&p!=="grace"?xt(n,s,i):zt("update-payment-method",s,i);return{kind:p,title:R,body:X,actions:c?[]:T}};if(c){let p=c.state==="added"?c.credits:0;return C(c.state,i.t(`buy:${c.state}`,{n:p}),p>0?k:[])}if(t==="suspended"||n?.code==="payment-required")return C("due",i.t("due"),[`${i.t("frozen")}.`,...k]);if(n||r<=0){let p=f.find(({type:T})=>T==="wait")?.at??l??e.resetsAt,R=d!==void 0,X=[R&&i.t("limit:body",{n:d}),r>0&&u>0&&i.t("lack:body",{n:u,left:r}),p&&`${i.t("resets",{date:i.c(p,o).utc})}.`,i.t("calm")].filter(T=>typeof T=="string"),tt=R?"limit":r>0?"lacking":"empty";return C(tt,i.t(tt==="empty"?"out:title":"lack:title"),X)}return t==="grace"?C("grace",i.t("grace:title"),[i.t("grace:body")]):void 0}function xt(r,t,e){return(r?.actions??[]).flatMap(n=>zt(n.type,t,e,n))}function zt(r,{links:t},e,n){let s=t?.[r]??n?.href,i=e.r(`do:${r}`);return r!=="wait"&&i&&s&&ct(s)?[{type:r,label:i,href:s}]:[]}function ct(r){try{return/^https?:$/.test(new URL(r,globalThis.location?.href??"https://site.invalid").protocol)}catch{return!1}}var oe=globalThis.HTMLElement??class{},h=class extends oe{#t;#e;#n=!1;constructor(){super(),this.#t=this.attachShadow({mode:"open"}),this.#t.adoptedStyleSheets=[kt()]}get store(){return g}connectedCallback(){this.#e??=this.store.subscribe(()=>this.plan(),()=>this.s()),this.#r()}disconnectedCallback(){this.#e?.(),this.#e=void 0}attributeChangedCallback(){this.plan()}s(){return["balance"]}text(){return j(dt(this))}view(t,e={}){let n=t.problem??(e.b?t.advice:void 0),{action:s}=e;return w(t.balance,n,{...t,lang:dt(this),action:s})}plan(){this.#n||(this.#n=!0,queueMicrotask(()=>{this.#n=!1,this.isConnected&&this.#r()}))}d(t,e={}){let n={bubbles:!0,composed:!0,cancelable:!0};return this.dispatchEvent(new CustomEvent(t,{...n,detail:e}))}e(t,e,n=0){let s=Number(this.getAttribute("heading-level")??2);return s>=1&&s<=6?a(`h${Math.min(6,s+n)}`,{part:t},e):a("p",{part:t},e)}#r(){let t=this.store.snapshot(),e=this.view(t),n=e.state==="signed-out";v(this,"state",e.state),v(this,"level",this.level(e)),v(this,"busy",t.busy),v(this,"stale",e.stale!==void 0),et(this.#t,n?[]:this.i(t,this.text()))}level(t){return t.level}};function _(r,t){if(Object.hasOwn(r,t)){let e=r[t];delete r[t],r[t]=e}}function A(r,t){return[a("div.card",{},a("p.error",{},t.t(r==="unavailable"?r:"loading")),r==="unavailable"&&Lt("button",t))]}var ce=()=>{g.refresh(),S.refresh()},Lt=(r,t)=>a("button",{part:r,onclick:ce},t.t("retry"));function F(r,t){return r!==void 0&&a("p.error",{},r," ",Lt("link",t))}var E=(r,t)=>a("time",{datetime:r.iso,title:r.local},t);function dt(r){let t=r.getRootNode();return r.closest("[lang]")?.getAttribute("lang")||(t instanceof ShadowRoot?dt(t.host):"en")}if(typeof document<"u"){let r={attributeFilter:["lang"],subtree:!0};new MutationObserver(P).observe(document.documentElement,r)}var b=class extends h{data;#t="";#e;#n=0;#r=!1;s(){return["balance","catalog"]}v(){this.data=void 0,this.#t="",this.plan()}i(t,e){let{state:n,stale:s}=this.view(t),{balance:i}=t,o=i?`${i.account} ${i.version} ${i.total}`:this.#t;if(i&&o!==this.#t&&(this.data=i.account===this.#e?this.data:void 0,this.#e=i.account,this.#t=o,this.u(()=>this.h())),!this.data)return A(this.#r?"unavailable":n==="ready"?"loading":n,e);let c=s??(this.#r?e.t("unavailable"):void 0);return[...this.p(this.data,t,e),F(c,e)]}async u(t){let e=++this.#n;try{let n=await t();e===this.#n&&(this.data=n,this.#r=!1)}catch(n){this.#r=!0,this.#t="",this.d("credits-error",{error:n})}this.plan()}},I=(r,t,e)=>a("table.table",{},a("thead",{},a("tr",{},...r.map(n=>a("th",{scope:"col"},e.t(n))))),a("tbody",{},...t.map(({key:n,f:[s=[],...i]})=>a("tr.row",{key:n},a("th",{scope:"row"},...s),...i.map(o=>a("td.amount",{},...o))))));var de=10,le=100,V=class extends b{static observedAttributes=["heading-level","page-size","kind"];attributeChangedCallback(){this.v()}p({data:t,nextCursor:e},{catalog:n},s){let i=()=>{this.u(()=>this.#t(e))};return[this.e("heading",s.t("ledger")),t.length===0?a("p.detail",{},s.t("nothing")):ue(t,n,s),e!==void 0&&a("button.button",{onclick:i},s.t("more"))]}async h(){let t=this.data,e=await this.#e(),n=e.data.at(-1)?.number;return t?.data.some(({number:s})=>s===n)?{...t,data:[...e.data,...t.data.filter(({number:s})=>s<Number(n))]}:e}async#t(t){let e=await this.#e(t);return{...e,data:[...this.data?.data??[],...e.data]}}#e(t){let e=Math.min(le,Math.max(1,Number(this.getAttribute("page-size"))||de)),n=this.getAttribute("kind")??void 0;return this.store.read("ledger",{kind:n,limit:e,cursor:t})}};function ue(r,t,e){let n=r.map(s=>{let i=e.c(s.at,Date.now()),o=he(s);return{key:s.number,f:[[pe(s,t,e),a("small",{},E(i,i.utc))],[o===0?"–":e.C(o)],[e.number(s.balanceAfter)]]}});return I(["what","change","after"],n,e)}var he=({change:r,postings:t})=>r===0?t.reduce((e,n)=>e+n.change,0):r,Rt={capture:"charge",low:"warn",exhausted:"empty"};function pe(r,t,e){let{kind:n,action:s,reason:i,postings:o,change:c}=r,d=s&&e.g(t?.actions,s),u=e.r(`kind:${Rt[n]??n}`)??e.r(Rt[n]??"")??n,l=o[0]?.kind,f=l&&(n==="grant"||n==="expiry")?e.r(`from:${l}`):void 0,k=n==="adjustment"||l==="promotional"?i:void 0,C=c===0&&l==="pool"?e.t("from:pool"):void 0,p=d!==void 0&&(n==="charge"||n==="capture");return[p?d:u,p?void 0:d??f,C,k].filter(Boolean).join(" – ")}var Z=class extends h{static observedAttributes=["for-action"];i({note:t},e){let n=t&&lt(this.getAttribute("for-action"),t.action);return[a("span.note",{role:"status","aria-atomic":"true"},n&&fe(t,e))]}},lt=(r,t)=>r===null||t===void 0||r===t,fe=({kind:r,credits:t,left:e},n)=>n.t(`note:${r}`,{n:t,short:n.t("short",{n:e})});var B=class extends h{static observedAttributes=["for-action","heading-level"];#t;get problem(){return this.#t}set problem(t){this.#t=t??void 0,this.plan()}connectedCallback(){_(this,"problem"),super.connectedCallback()}s(){return this.hasAttribute("for-action")?["balance"]:["balance","advice"]}i(t,e){let n=this.#e(t,e);return[a("div",{role:"status","aria-live":this.#n(t)?"off":"polite"},n&&a("div.notice",{"data-kind":n.kind},this.e("title",n.title),...n.body.map(s=>a("p.body",{},s)),x(this,n.actions,a("slot",{name:"actions"}))))]}#e(t,{lang:e}){if(this.#t){let i=this.#t.balance??t.balance;return w(i,this.#t,{links:t.links,lang:e}).notice}let n=this.getAttribute("for-action");if(n===null)return this.view(t,{b:!0}).notice;let{problem:s}=t;return s&&lt(n,s.action)?this.view({...t,purchase:void 0}).notice:void 0}#n({problem:t}){return!this.hasAttribute("for-action")&&t?.action!==void 0&&[...document.querySelectorAll("credits-notice")].some(e=>e.getAttribute("for-action")===t.action)}};function x(r,t,...e){return a("div.actions",{},...t.map(({type:n,label:s,href:i})=>a("a.action",{key:n,href:i,onclick:c=>{r.d("credits-action",{type:n,href:i})||c.preventDefault()}},s)),...e)}var G=class extends h{static observedAttributes=["heading-level","show-sources"];s(){let{level:t}=w(this.store.snapshot().balance);return["balance","catalog","advice",...Nt(t)?["top-up"]:[]]}i(t,e){let n=this.view(t,{b:!0});if(n.state!=="ready")return A(n.state,e);let s=e.t("heading");return[a("div.card",{},this.e("heading",s),...ut(n,s),F(n.stale,e),this.hasAttribute("show-sources")&&me(n.sources,e),x(this,this.#t(t,n)))]}#t(t,e){let{topUp:n}=t;return e.notice||!n||!Nt(e.level)?e.actions:this.view({...t,problem:{actions:[n]}}).actions}},Nt=r=>r==="warn"||r==="critical",ut=({summary:r,meter:t,reset:e,held:n,notice:s},i)=>[a("p.summary",{},r),t&&ht(t,i),t&&a("p.detail",{"aria-hidden":"true"},t.text),e&&a("p.reset",{},E(e,e.text)),n!==void 0&&a("p.held",{},n),s&&a("p.error",{},s.title)];function ht({used:r,granted:t,level:e,text:n},s){return a("div",{part:"meter",role:"meter","data-level":e,"aria-label":s,"aria-valuemin":0,"aria-valuemax":t,"aria-valuenow":r,"aria-valuetext":n},a("div.fill",{inlineSize:100*r/t}))}function me(r,t){return r.length>0&&a("ul.sources",{},...r.map(({label:e,left:n,detail:s})=>a("li.source",{},a("span",{},e,s!==""&&a("small",{},s)),a("span.amount",{},t.number(n)))))}var H=class extends h{static observedAttributes=["action","compact","button"];s(){return this.hasAttribute("action")?["balance","catalog"]:["balance"]}level(t){return this.#t().enough===!1?"empty":t.level}i(){let t=this.#t(),{left:e,cost:n,summary:s}=t,i=e!==void 0,o=this.hasAttribute("compact"),c=[i&&a("span.dot",{"aria-hidden":"true"}),a("slot"),!o&&n!==void 0&&a("span.cost",{},`${n} ·`),a("span.text",{},o&&i?this.text().number(e):t.short)],d=(o||!i)&&s,u={title:d,"aria-label":d};return[this.hasAttribute("button")?a("button.pill",{...u,onclick:()=>{this.d("credits-open")}},...c):a("span.pill",{...u,role:d&&"img"},...c)]}#t(){return this.view(this.store.snapshot(),{action:this.getAttribute("action")??void 0})}};var Ot=50,W=class extends b{static observedAttributes=["heading-level"];#t={};get names(){return this.#t}set names(t){this.#t=t??{},this.plan()}connectedCallback(){_(this,"names"),super.connectedCallback()}get store(){return S}p({members:t,nextCursor:e},n,s){let i=this.view(n),o=s.t("from:pool"),c=()=>{this.u(()=>this.#e(e))};return[a("div.card",{},this.e("heading",o),...ut(i,o),this.#n(t,s),e!==void 0&&a("button.button",{onclick:c},s.t("more")),x(this,i.actions))]}h(){return this.store.read("members",{limit:Ot})}async#e(t){let e=await this.store.read("members",{limit:Ot,cursor:t});return{...e,members:[...this.data?.members??[],...e.members]}}#n(t,e){let n=t.map(s=>({key:s.account,f:[[this.#t[s.account]??s.account],this.#r(s,e)]}));return I(["member","kind:charge"],n,e)}#r({account:t,drawn:e,limitPerPeriod:n},s){if(n===void 0)return[s.number(e),a("small",{},s.t("noCap"))];let i=100*e/n,o={used:e,granted:n,percent:i,level:at(i)},{meter:c}=ot({usage:o},s);return c?[a("small",{},c.text),ht(c,this.#t[t]??t)]:[]}};var Y=class extends h{#t;#e;s(){return["balance","catalog"]}i(t,e){let n=this.view(t),{catalog:s}=t;return n.state!=="ready"||!s?A(n.state==="ready"&&!t.busy?"unavailable":n.state,e):this.y(t,s,e)}w(t,e,n,s){let i=this.#e===e&&"failed";return[i&&a("p.error",{id:i},s.t("buy:failed")),this.store.settings.checkout&&a("button.button",{"aria-disabled":this.#t!==void 0&&"true","aria-describedby":i,onclick:()=>{this.#n(t,e)}},n)]}async#n(t,e){if(this.#t!==void 0)return;let n=this.getAttribute("return-url")??location.href,s={kind:t,id:e,...gt(n)};if(this.#e=void 0,!this.d("credits-select",s)){this.store.leaving(t);return}this.#t=e,this.plan();try{let i=await this.store.settings.checkout?.(s);if(!i||!ct(i))throw new TypeError(`Not a page: ${i}`);this.store.leaving(t);let{navigate:o}=this.store.settings;(o??(c=>location.assign(c)))(i)}catch(i){this.#e=e,this.d("credits-error",{error:i})}this.#t=void 0,this.plan()}},J=class extends Y{static observedAttributes=["heading-level","interval","pools","return-url"];y(t,e,n){let{balance:s}=t,i=s?.plans??(s?.plan?[s.plan]:[]),o=e.plans.filter(c=>(c.pool??!1)===this.hasAttribute("pools")&&(c.period==="billing-cycle"||i.some(({id:d})=>d===c.id)));return[this.e("heading",n.t("plans")),a("ul.list",{},...o.map(c=>{let d=i.find(({id:l})=>l===c.id),u=!d&&c.period==="billing-cycle"&&c.price&&s?.standing!=="suspended";return a("li",{key:c.id,part:d?"card is-current":"card"},this.e("name",n.name(c),1),d&&a("p.current",{},n.t("current")),a("p.price",{},this.#t(c,n)),...this.#e(c,n).map(l=>a("p.credits",{},l)),d?.cancelsAt!==void 0&&ge(d.cancelsAt,n),u&&a("div.gap",{}),...u?this.w("plan",c.id,n.t("choose",{name:n.name(c)}),n):[])}))]}#t({price:t,period:e},n){return t?n.t(this.#n(e),{what:n.price(t)}):e==="billing-cycle"?n.t("custom"):""}#e({credits:t,period:e,renewalBonus:n,pool:s},i){let o=t===void 0?"":i.t("cost",{n:t});return[o!==""&&e!=="fixed"?i.t(this.#n(e),{what:o}):o,n?i.t("plan:bonus",{n}):"",s?i.t("from:pool"):""].filter(d=>d!=="")}#n(t){let e=t==="calendar-month"?"month":this.getAttribute("interval");return e==="month"||e==="year"?`per:${e}`:"per:period"}};function ge(r,t){let e=t.c(r,Date.now());return a("p.detail",{},E(e,t.t("until",{date:e.utc})))}var K=class extends Y{static observedAttributes=["heading-level","return-url"];s(){return["balance","catalog","top-up"]}y(t,e,n){let{topUp:s,balance:i}=t,o=s===!1&&i?.standing!=="suspended";return[this.e("heading",n.t("packs")),o&&e.packs.length>0&&a("p.error",{},n.t("planFirst")),a("ul.list",{},...e.packs.map(c=>{let d=n.name(c),u=n.t("cost",{n:c.credits});return a("li.card",{key:c.id},this.e("name",d,1),d!==u&&a("p.credits",{},u),c.price&&a("p.price",{},n.price(c.price)),a("p.worth",{},be(c.credits,e.actions,n)),a("p.detail",{},n.t("never")),s&&a("div.gap",{}),...s?this.w("pack",c.id,n.t("buy",{name:d}),n):[])}))]}};function be(r,t,e){let n=new Map;for(let i of t)i.cost>0&&i.cost<=r&&!n.has(i.cost)&&n.set(i.cost,i);let s=[...n.values()].sort((i,o)=>i.cost-o.cost).map(i=>ve(Math.floor(r/i.cost),i,e));return s.length>0?e.t("worth",{list:e.S(s)}):""}var ve=(r,t,e)=>e.r(`action:${t.id}`,{n:r})??`${e.number(r)} × ${e.name(t)}`;var z=864e5,ye=30,we=366,Q=class extends b{static observedAttributes=["heading-level","days"];attributeChangedCallback(){this.v()}p(t,{catalog:e},n){let{from:s,to:i,byAction:o,byDay:c}=t,d=o.reduce((l,{credits:f})=>l+f,0),u={from:n.day(s),to:n.day(Date.parse(i)-z)};return[this.e("heading",n.t("usage",u)),a("p.summary",{},n.t("cost",{n:d})),...d>0?Ce(ke(s,i,c),n):[],o.length>0&&Dt("what",o,l=>n.g(e?.actions,l),n),c.length>0&&a("details",{},a("summary",{},n.t("day")),Dt("day",c,l=>n.day(l),n))]}async h(){let t=Math.min(we,Math.max(1,Number(this.getAttribute("days"))||ye)),e=(Math.floor(Date.now()/z)+1)*z,n=new Date(e-t*z).toISOString(),s=new Date(e).toISOString(),[i,o]=await Promise.all([this.#t(n,s,"action"),this.#t(n,s,"day")]);return{from:n,to:s,byAction:i,byDay:o}}async#t(t,e,n){let s=new Map,i;do{let o={from:t,to:e,by:n,cursor:i},c=await this.store.read("usage",o);for(let{key:d,quantity:u,credits:l}of c.data){let f=s.get(d),k=u+(f?.quantity??0);s.set(d,{key:d,quantity:k,credits:l+(f?.credits??0)})}i=c.nextCursor}while(i!==void 0);return[...s.values()]}};function ke(r,t,e){let n=new Map(e.map(i=>[i.key,i])),s=[];for(let i=Date.parse(r);i<Date.parse(t);i+=z){let o=new Date(i).toISOString().slice(0,10);s.push(n.get(o)??{key:o,quantity:0,credits:0})}return s}function Ce(r,t){let e=r.reduce((s,i)=>i.credits>s.credits?i:s),n=t.t("usage:chart",{n:e.credits,date:t.day(e.key)});return[a("div.chart",{"aria-hidden":"true"},...r.map(({credits:s})=>a("div.bar",{blockSize:e.credits>0?100*Math.max(0,s)/e.credits:0}))),a("p.detail",{},n)]}var Dt=(r,t,e,n)=>I([r,"runs","change"],t.map(({key:s,quantity:i,credits:o})=>({key:s,f:[[e(s)],[n.number(i)],[n.number(o)]]})),n);var Se=(r,t)=>Ae(g,r,t);async function Ae(r,t,e={}){let{action:n,...s}=e,i=await(r.settings.fetch??fetch)(t,s);return Ee(r,i.clone(),n),i}async function Ee(r,t,e){let s=t.headers.get("content-type")?.includes("json")?await t.json().catch(()=>{}):void 0;if(t.status===402&&L(s)){r.blocked(s,e);return}let i=[s,L(s)?s.credits:void 0].find(o=>L(o)&&L(o.note)&&L(o.balance));t.ok&&i?r.charged({...i,charge:i.charge??(e?{action:e}:{})}):r.refresh()}var L=r=>typeof r=="object"&&r!==null;function Bn(r,t){Mt(r,t),P()}var Ie={"credits-ledger":V,"credits-note":Z,"credits-notice":B,"credits-packs":K,"credits-panel":G,"credits-pill":H,"credits-plans":J,"credits-pool":W,"credits-usage":Q};if(typeof customElements<"u")for(let[r,t]of Object.entries(Ie))customElements.get(r)||customElements.define(r,t);export{m as ReadError,M as Store,Ht as configure,Se as creditsFetch,Bn as setStrings,g as store,w as view};
