/*! Drawdown's elements. Apache-2.0. Made by `npm run build` in client/elements. */
var o=(r,e={},...t)=>({tag:r,props:e,children:t}),ce=new WeakMap,de=new WeakMap;function J(r,e){let t=new Map([...r.childNodes].map(i=>[ce.get(i),i])),n=new Map,s=r.firstChild;for(let i of e){if(!i)continue;let a=typeof i=="string"?"":i.tag,c=n.get(a)??0;n.set(a,c+1);let d=typeof i=="string"?void 0:i.props.key,u=`${a} ${d===void 0?c:`: ${String(d)}`}`,l=t.get(u)??Re(a);t.delete(u),ce.set(l,u),Oe(l,i),l===s?s=s.nextSibling:r.insertBefore(l,s)}for(let i of t.values())r.removeChild(i)}function Re(r){let[e,t]=r.split(".");if(!e)return document.createTextNode("");let n=document.createElement(e);return b(n,"part",t),n}function Oe(r,e){if(typeof e=="string"){r.nodeValue!==e&&(r.nodeValue=e);return}let t=r,n=de.get(r)??{};for(let s of new Set([...Object.keys(n),...Object.keys(e.props)]))n[s]!==e.props[s]&&Ue(t,s,e.props[s]);de.set(r,e.props),J(r,e.children)}function Ue(r,e,t){e!=="key"&&(e==="inlineSize"||e==="blockSize"?r.style[e]=`${Number(t)}%`:e.startsWith("on")?r[e]=t??null:b(r,e,t))}function b(r,e,t){let n=t===void 0||t===!1?null:t===!0?"":String(t);r.getAttribute(e)!==n&&(n===null?r.removeAttribute(e):r.setAttribute(e,n))}var K="drawdown-purchase";var L="credits-return",ue="abandoned",D=class{#e;isWaiting=!1;#t;constructor(e){this.#t=e}leave(e,t){N({kind:e,version:t,at:Date.now()})}resume(){let e=Pe();if(this.isWaiting||!e)return;if(je()){N(void 0);return}let t=e.back??Date.now();N({...e,back:t}),this.isWaiting=!0,this.#t.change({purchase:{state:"waiting"}}),this.#n(e,t)}stop(){clearTimeout(this.#e),this.isWaiting=!1}async#n(e,t){let n=await this.#s(e).catch(()=>0),s=Date.now()-t;this.#t.snapshot().status==="signed-out"&&this.stop(),this.isWaiting&&(n>0?(this.#r(),this.#t.change({purchase:{state:"added",credits:n},problem:void 0}),this.#t.refresh()):s>=3e5?(this.#r(),this.#t.change({purchase:{state:"late"}})):this.#e=setTimeout(()=>{this.#n(e,t)},3e3))}#r(){this.stop(),N(void 0)}async#s({kind:e,version:t}){let n=await this.#t.read("ledger",{kind:"grant",limit:20}),s=e==="pack"?"top-up":"plan";return n.data.filter(({number:i})=>i>t).flatMap(({postings:i})=>i).filter(i=>i.kind===s).reduce((i,{change:a})=>i+a,0)}};function le(r){let e=new URL(r,location.href);e.searchParams.delete(L);let t=new URL(e);return t.searchParams.set(L,ue),{returnUrl:e.href,cancelUrl:t.href}}function je(){let r=new URL(location.href),e=r.searchParams.get(L)===ue;return e&&(r.searchParams.delete(L),history.replaceState(history.state,"",r)),e}function Pe(){try{let r=JSON.parse(sessionStorage.getItem(K)??"null");return r&&Date.now()-r.at<864e5?r:void 0}catch{return}}function N(r){try{r?sessionStorage.setItem(K,JSON.stringify(r)):sessionStorage.removeItem(K)}catch{return}}var f=class extends Error{status;constructor(e){super(`Credits can't be read (${e}).`),this.status=e}},$e=1e4,qe=1e4,he=401,E=class{#e;#t;#n=1/0;constructor(e){this.#e=e}async session(e,t={}){let n=async()=>this.#r(`session/${e}`,t,await this.#s()),s=await n();return s.status===he&&(this.#t=void 0,s=await n()),pe(s)}async catalog(){return pe(await this.#r("catalog",{}))}async#r(e,t,n){let{baseUrl:s="",fetch:i=fetch}=this.#e,a=Object.entries(t).filter(([,u])=>u!==void 0),c=new URLSearchParams(a.map(([u,l])=>[u,String(l)])),d=`${s.replace(/\/+$/,"")}/v1/${e}?${c}`.replace(/\?$/,"");try{return await i(d,{headers:n?{authorization:`Bearer ${n}`}:{},signal:AbortSignal.timeout($e)})}catch{throw new f(0)}}async#s(){Date.now()>this.#n-qe&&(this.#t=void 0);try{let e=await(this.#t??=Promise.resolve(this.#e.token?.())),t=typeof e=="object"?e:void 0;this.#n=Date.parse(t?.expiresAt??"")||1/0;let n=t?.token??e;if(typeof n=="string"&&n)return n}catch{throw this.#t=void 0,new f(0)}throw this.#t=void 0,new f(he)}};async function pe(r){if(!r.ok)throw new f(r.status);return r.json().catch(()=>{throw new f(0)})}var _e=["out-of-credits","payment-required"],Fe=1e3,Ve=1e3,fe=["focus","online","pageshow"],T=class{settings={};#e;#t={status:"loading",busy:!1};#n=new E({});#r=!1;#s=new Map;#i=new D(this);#o=0;#p=0;#f=0;#a;#c=!1;#u=!1;#l=new Set;constructor(e="balance"){this.#e=e}configure(e){this.settings=e,this.#n=new E(e),this.#r=!0,this.#o++,this.#a=void 0,this.#c=!1,this.#l.clear(),this.#i.stop(),this.#t={status:"loading",busy:!1},this.change({links:e.links}),this.#b()}subscribe(e,t=()=>["balance"]){return this.#s.set(e,t),fe.forEach(n=>globalThis.addEventListener?.(n,this.#g)),this.#b(),()=>{this.#s.delete(e),this.#s.size===0&&(fe.forEach(n=>globalThis.removeEventListener?.(n,this.#g)),this.#i.stop())}}snapshot(){return this.#t}refresh(){if(this.#a)return this.#c=!0,this.#a;let e=this.#y(this.#o).finally(()=>{if(this.#a===e&&(this.#a=void 0,this.#c))return this.#c=!1,this.refresh()});return this.#a=e,e}charged({balance:e,note:t,charge:n}){this.#d(e),this.change({problem:void 0,purchase:this.#i.isWaiting?this.#t.purchase:void 0}),t&&this.#m({kind:"used",credits:t.used,left:t.left,action:n?.action}),this.refresh()}refunded({balance:e,restored:t,charge:n}){this.#d(e);let s=(e??this.#t.balance)?.total;s!==void 0&&this.#m({kind:"returned",credits:t,left:s,action:n?.action}),this.refresh()}blocked(e,t){return _e.includes(e.code??"")?(this.#d(e.balance),this.change({problem:{...e,action:t},note:void 0}),this.refresh(),!0):!1}leaving(e="pack"){this.#i.leave(e,this.#t.balance?.version??0)}async read(e,t){return await this.#n.session(e,t)}change(e){this.#t={...this.#t,...e},[...this.#s.keys()].forEach(t=>t())}#m(e){this.change({note:e})}#g=e=>{let t=e.type==="pageshow"&&!e.persisted;this.#r&&!t&&(Date.now()-this.#p>Fe&&this.refresh(),this.#i.resume())};#b(){this.#r&&!this.#u&&(this.#u=!0,queueMicrotask(()=>{this.#u=!1,[...this.#h()].some(e=>!this.#l.has(e))&&(this.refresh(),this.#i.resume())}))}#h(){return new Set([...this.#s.values()].flatMap(e=>e()))}async#y(e){let t=this.#h(),n=this.#n,s=i=>{e===this.#o&&this.change(i)};t.forEach(i=>this.#l.add(i)),this.#p=Date.now(),s({busy:!0});try{let i=t.size>(t.has("balance")?1:0)&&!this.#t.catalog,[a,c]=await Promise.all([t.has("balance")?n.session(this.#e):void 0,i?n.catalog().catch(()=>{}):void 0]);c&&s({catalog:c}),a&&e===this.#o&&(this.#d(a,!0),s(await this.#v(a,n))),s({busy:!1})}catch(i){let a=i instanceof f&&i.status===401,{balance:c,staleSince:d,catalog:u,links:l}=this.#t;a&&e===this.#o&&(this.#t={status:"signed-out",busy:!1}),s(a?{catalog:u,links:l}:c?{busy:!1,staleSince:d??this.#f}:{busy:!1,status:"unavailable"})}}#d(e,t=!1){let{balance:n,problem:s}=this.#t,i=n?.account===e?.account;if(!(!e||n&&!i&&!t)){if(this.#f=Date.now(),n&&i&&e.version<n.version){this.change({staleSince:void 0});return}this.change({status:"ready",balance:e,staleSince:void 0,...s&&!Ze(s,e)&&{problem:void 0},...!me(e)&&{advice:void 0}})}}async#v(e,t){let n=me(e),s=this.#h(),i=this.#t.catalog?.actions.filter(({cost:l})=>l>0)??[],[a]=i.sort((l,h)=>l.cost-h.cost),c=n?a:i.at(-1);if(!c||!(s.has("top-up")||n&&s.has("advice")))return{};let{refusal:d}=await t.session("quote",{action:c.id,document:c.oncePerDocument?"none":void 0,quantity:n?1:Ve}),u=d?d.actions?.find(({type:l})=>l==="top-up"):{type:"top-up"};return{advice:n?d:void 0,topUp:u??!1}}},me=({total:r,standing:e})=>r<=0||e==="suspended",Ze=(r,e)=>r.code==="payment-required"?e.standing==="suspended":e.total<(r.cost??1),m=new T,w=new T("pool");function We(r){m.configure(r),w.configure({...r,token:()=>r.poolToken?.()})}function R(){m.change({}),w.change({})}var Be=":host{--ok: var(--credits-ok, light-dark(#15803d, #4ade80));--warn: var(--credits-warn, light-dark(#b45309, #fbbf24));--critical: var(--credits-critical, light-dark(#b91c1c, #f87171));--track: var(--credits-track, light-dark(#e5e7eb, #1f2937));--card: var(--credits-card, light-dark(#fff, #111827));--text: var(--credits-text, light-dark(#111827, #f3f4f6));--muted: var(--credits-muted, light-dark(#4b5563, #a6adba));--accent: var(--credits-accent, light-dark(#6d28d9, #c4b5fd));--radius: var(--credits-radius, .75rem);--line: 1px solid light-dark(#d1d5db, #4b5563);display:block;color:var(--text);line-height:1.5;overflow-wrap:anywhere}:host([hidden]),:host([state=signed-out]){display:none}:host(credits-pill),:host(credits-note){display:inline-block;color:inherit;font-size:.875em}:host([level=warn]){--level: var(--warn) }:host([level=critical]),:host([level=empty]){--level: var(--critical) }*{box-sizing:border-box;margin:0;font:inherit}[part~=card],[part=notice]{padding:1rem;border:var(--line);border-radius:var(--radius);background:var(--card)}[part=heading],[part=title],[part=name],[part=action],[part=button],[part=price],[part=summary],[part=amount],[part=pill],[part=current]{font-weight:600}[part=heading]{margin-block-end:.5rem}[part=summary],[part=price]{font-size:1.25em}[part=reset],[part=detail],[part=error],[part=worth],[part=held],[part=body],thead,small{color:var(--muted);font-size:.875em}small,[part=error]:first-letter{display:block;text-transform:uppercase}small{text-transform:none}[part=meter]{block-size:var(--credits-bar-size, .625rem);margin-block:.5rem;border-radius:9px;background:var(--track);overflow:hidden}[part=fill]{block-size:100%;border-radius:inherit;background:var(--ok)}[data-level=warn]>*{background:var(--warn)}[data-level=critical]>*{background:var(--critical)}ul{padding:0;list-style:none}li[part=source],[part=axis]{display:flex;justify-content:space-between;gap:1rem}li[part=source]{padding-block:.375rem;border-block-start:var(--line)}[part=list]{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));gap:1rem}[part=list]>li,[part=actions]{display:flex;flex-flow:column;align-items:start;gap:.375rem}[part=list] [part=button]{margin-block-start:auto}[part~=is-current]{outline:2px solid var(--accent);outline-offset:-2px}[part=current],[part=link],summary{color:var(--accent)}[part=actions]{flex-flow:wrap;margin-block-start:.75rem}[part=button],[part=action]{padding:.375rem .875rem;border:1px solid var(--accent);border-radius:calc(var(--radius) / 1.5);background:var(--accent);color:var(--card);text-decoration:none}[part=action]+[part=action]{background:none;color:var(--accent)}[part=link]{padding:0 .25rem;border:0;background:none;text-decoration:underline}button,summary{cursor:pointer}[aria-disabled]{opacity:.7}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}[part=pill]{display:inline-flex;align-items:center;gap:.4em;min-block-size:1.5rem;padding:0 .65em;border:1px solid;border-radius:99px;background:var(--card);color:var(--level, var(--accent))}[part=dot]{inline-size:.6em;block-size:.6em;border-radius:50%;background:currentColor}:host([level=warn]) [part=dot]{border-radius:0;clip-path:polygon(50% 0,100% 100%,0 100%)}:host([level=critical]) [part=dot]{border-radius:0;rotate:45deg}:host([level=empty]) [part=dot]{border:2px solid;background:none}[part=notice]{border-inline-start:4px solid var(--edge, var(--accent))}[data-kind=due],[data-kind=grace]{--edge: var(--warn) }[data-kind=added]{--edge: var(--ok) }table{inline-size:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.5rem 0 .5rem .5rem;border-block-end:var(--line);text-align:end;vertical-align:top}th:first-child{padding-inline:0;text-align:start}[part=chart]{display:flex;align-items:end;gap:1px;block-size:7rem;margin-block-start:.75rem;border-block-end:1px solid var(--muted)}[part=bar]{flex:1;background:var(--accent)}@media(prefers-reduced-motion:no-preference){[part=fill]{transition:inline-size .3s}}@media(forced-colors:active){[part=meter],[part=pill]{border:1px solid CanvasText}[part=meter]>*,[part=bar]{background:Highlight}[part=dot]{background:CanvasText}}",O;function ge(){return O||(O=new CSSStyleSheet,O.replaceSync(Be)),O}var Ge="heading loading unavailable retry stale left short cost used warn critical empty lacking due held resets until never frozen from:plan from:starter from:promotional from:pool from:top-up note:used note:returned out:title lack:title lack:body limit:body due:title due:left grace:title grace:body calm do:top-up do:choose-plan do:update-payment-method buy:waiting buy:added buy:late buy:failed plans current choose per:month per:year per:period custom plan:days plan:bonus packs buy worth planFirst ledger what change after more nothing kind:grant kind:charge kind:hold kind:refund kind:expiry kind:clawback kind:adjustment kind:standing usage usage:sum usage:chart usage:days day runs member noCap".split(" "),y=r=>Object.fromEntries(r.split(`
`).map((e,t)=>[Ge[t],e])),be=y(`AI credits
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
payment due
{n} [credit|credits] set aside for work in progress
Credits refresh on {date}
Until {date}
Never expires
Kept until the payment has gone through
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
Your payment is past due
You can still use {n} [credit|credits].
Your last payment didn’t go through
Your credits still work for now.
What you have made so far stays as it is.
Buy a top-up
Choose a plan
Update payment method
Waiting for your payment to arrive
{n} [credit|credits] added
If you have paid, your credits will come. There is nothing more to do.
The checkout couldn’t be opened. Please try again.
Plans
Your plan
Choose {name}
{what} a month
{what} a year
{what} a billing period
By agreement
For {n} [day|days]
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
{n} [credit|credits] used
Credits a day. Most: {n} on {date}.
Show each day
Day
Times
Member
No limit`);var ye=y(`KI-Credits
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
Zahlung offen
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
Eine Zahlung ist überfällig
Sie können noch {n} [Credit|Credits] nutzen.
Ihre letzte Zahlung hat nicht geklappt
Ihre Credits gelten vorerst weiter.
Was Sie bisher erstellt haben, bleibt, wie es ist.
Zusatzpaket kaufen
Tarif wählen
Zahlungsart ändern
Ihre Zahlung wird erwartet
{n} [Credit|Credits] hinzugefügt
Wenn Sie bezahlt haben, kommen Ihre Credits noch. Sie brauchen nichts weiter zu tun.
Die Kasse ließ sich nicht öffnen. Bitte noch einmal versuchen.
Tarife
Ihr Tarif
{name} wählen
{what} im Monat
{what} im Jahr
{what} je Abrechnungszeitraum
Nach Vereinbarung
Für {n} [Tag|Tage]
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
{n} [Credit|Credits] verbraucht
Credits je Tag. Am meisten: {n} am {date}.
Jeden Tag zeigen
Tag
Anzahl
Mitglied
Keine Grenze`);var ve=y(`Créditos de IA
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
pago pendiente
{n} [crédito|créditos] [reservado|reservados] para trabajo en curso
Los créditos se renuevan el {date}
Hasta el {date}
No caduca
Se conservan hasta que se efectúe el pago
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
Tiene un pago vencido
Aún puede usar {n} [crédito|créditos].
Su último pago no se efectuó
Sus créditos siguen sirviendo por ahora.
Lo que ha creado hasta ahora queda como está.
Comprar una recarga
Elegir un plan
Actualizar el método de pago
Esperando su pago
{n} [crédito|créditos] [añadido|añadidos]
Si ha pagado, sus créditos llegarán. No tiene que hacer nada más.
No se pudo abrir la página de pago. Inténtelo de nuevo.
Planes
Su plan
Elegir {name}
{what} al mes
{what} al año
{what} por periodo de facturación
Según acuerdo
Durante {n} [día|días]
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
{n} [crédito|créditos] [usado|usados]
Créditos por día. Máximo: {n} el {date}.
Ver cada día
Día
Veces
Miembro
Sin límite`);var we=y(`Crédits IA
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
paiement en attente
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
Un paiement est en retard
Vous pouvez encore utiliser {n} [crédit|crédits].
Votre dernier paiement n’a pas abouti
Vos crédits restent utilisables pour l’instant.
Ce que vous avez créé reste tel quel.
Acheter une recharge
Choisir un forfait
Mettre à jour le moyen de paiement
En attente de votre paiement
{n} [crédit|crédits] [ajouté|ajoutés]
Si vous avez payé, vos crédits arriveront. Vous n’avez rien d’autre à faire.
Impossible d’ouvrir la page de paiement. Veuillez réessayer.
Forfaits
Votre forfait
Choisir {name}
{what} par mois
{what} par an
{what} par période de facturation
Sur accord
Pendant {n} [jour|jours]
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
{n} [crédit|crédits] [utilisé|utilisés]
Crédits par jour. Maximum : {n} le {date}.
Voir chaque jour
Jour
Fois
Membre
Sans limite`);var Q=new Map(Object.entries({en:be,de:ye,es:ve,fr:we})),X=new Map;function Se(r,e){let t=r.toLowerCase();Q.set(t,{...Q.get(t),...e}),X.clear()}function U(r){let e=X.get(r);return e||(e=new ee(r),X.set(r,e)),e}var ke={timeZone:"UTC"},Ce={hour:"2-digit",minute:"2-digit",hourCycle:"h23",timeZoneName:"short"},Ye=183*864e5,ee=class{lang;#e;#t;#n;constructor(e){this.lang=He(e);let t=this.lang.toLowerCase().split("-");this.#e=t.map((n,s)=>t.slice(0,t.length-s).join("-")).concat("en").map(n=>Q.get(n)??{}),this.#t=new Intl.PluralRules(this.lang),this.#n=new Intl.NumberFormat(this.lang)}say(e,t={}){return this.own(e,t)??e}own(e,t={}){let n=this.#e.find(a=>e in a)?.[e];if(n===void 0)return;let s=this.#t.select(Number(t.n??0));return(typeof n=="string"?n:n[s]??n.other).replace(/\[(.*?)\|(.*?)\]/g,s==="one"?"$1":"$2").replace(/\{(\w+)\}/g,(a,c)=>{let d=t[c]??a;return typeof d=="number"?this.number(d):d})}name(e){return this.own(`name:${e.id}`)??e.name}number(e){return this.#n.format(e)}signed(e){return new Intl.NumberFormat(this.lang,{signDisplay:"exceptZero"}).format(e)}price({amount:e,currency:t}){let n={style:"currency",currency:t},s=new Intl.NumberFormat(this.lang,n).resolvedOptions().maximumFractionDigits??2,i=e/10**s;return new Intl.NumberFormat(this.lang,{...n,minimumFractionDigits:Number.isInteger(i)?0:s}).format(i)}either(e){return new Intl.ListFormat(this.lang,{type:"disjunction"}).format(e)}moment(e,t){let n=new Date(e),s=Math.abs(n.getTime()-t)>Ye,i={day:"numeric",month:"long"};return s&&(i.year="numeric"),{iso:n.toISOString(),utc:this.#r(n,{...i,...Ce,...ke}),local:this.#r(n,{...i,...Ce})}}day(e){return this.#r(new Date(e),{day:"numeric",month:"short",year:"numeric",...ke})}time(e){return this.#r(new Date(e),{hour:"2-digit",minute:"2-digit"})}#r(e,t){return new Intl.DateTimeFormat(this.lang,t).format(e)}};function He(r){try{return Intl.getCanonicalLocales(r)[0]??"en"}catch{return"en"}}var Je=70,Ke=90,I=["ok","warn","critical"];function v(r,e,t={}){let n=U(t.lang??"en");if(!r)return Qe(n,t.status??"loading");let s=t.now??Date.now(),i=t.catalog?.actions.find(({id:u})=>u===t.action),a=Xe(r),c=t.staleSince===void 0?void 0:n.time(t.staleSince),d=st(r,e,t,n,s);return{state:"ready",level:a,left:r.total,...et(r,a,i,c,n),...i&&{enough:i.cost<=r.total||i.cost===0},...i&&i.cost>0&&{cost:n.say("cost",{n:i.cost})},...tt(r,n),...nt(r,t.catalog,n,s),sources:r.buckets.map(u=>rt(u,n,s)),...r.held>0&&{held:n.say("held",{n:r.held})},...c&&{stale:n.say("stale",{time:c})},...d&&{notice:d},actions:d?.actions??Ae(e,t,n)}}function Qe(r,e){let t=e==="ready"?"loading":e,n=t==="signed-out"?"":r.say(t);return{state:t,short:t==="loading"?"…":t==="unavailable"?"–":"",summary:n,sources:[],actions:[]}}function Xe({total:r,usage:e}){if(r<=0)return"empty";let t=Math.max(0,I.indexOf(e.level));if(r-Math.max(0,e.granted-e.used)<=0)return I[t]??"ok";let s=te(100*e.used/(e.used+r));return I[Math.min(t,I.indexOf(s))]??"ok"}var te=r=>r>Ke?"critical":r>Je?"warn":"ok";function et({total:r,standing:e},t,n,s,i){let a=e==="suspended",c=n!==void 0&&n.cost>r&&r>0,d=a?"due":c?"lacking":t==="ok"?void 0:t,u=s&&i.say("stale",{time:s}),l=h=>[[h,d&&i.say(d)].filter(Boolean).join(" – "),u].filter(Boolean).join(", ");return{short:l(a&&r===0?"":i.say("short",{n:r})),summary:l(i.say("left",{n:r}))}}function tt({usage:r},e){if(r.granted<=0)return{};let{granted:t}=r,n=Math.min(t,Math.max(0,r.used)),s=I.find(a=>a===r.level)??"ok",i=e.say("short",{n:t-n});return{meter:{used:n,granted:t,level:s,text:e.say("used",{used:n,n:t,short:i})}}}function nt({plan:r,usage:e},t,n,s){let i=r?.cancelsAt??e.resetsAt;if(!i)return{};let a=t?.plans.find(({id:u})=>u===r?.id)?.period,c=r?.cancelsAt||!a||a==="fixed"?"until":"resets",d=n.moment(i,s);return{reset:{...d,text:n.say(c,{date:d.utc})}}}function rt(r,e,t){let{kind:n,remaining:s,expiresAt:i,frozen:a}=r,c=a?e.say("frozen"):i?e.say("until",{date:e.moment(i,t).utc}):n==="top-up"||n==="starter"?e.say("never"):"";return{kind:n,label:e.own(`from:${n}`)??n,left:s,detail:c}}function st(r,e,t,n,s){let{purchase:i}=t,a=Ae(e,t,n),c=()=>Ee("update-payment-method",t,n);if(i){let d=i.state==="added";return{kind:i.state,title:n.say(`buy:${i.state}`,{n:d?i.credits:0}),body:d?[n.say("left",{n:r.total})]:[],actions:[]}}if(r.standing==="suspended"||e?.code==="payment-required"){let d=r.total>0?[n.say("due:left",{n:r.total})]:[];return{kind:"due",title:n.say("due:title"),body:[`${n.say("frozen")}.`,...d],actions:e?a:c()}}return e||r.total<=0?it(r,e,a,n,s):r.standing==="grace"?{kind:"grace",title:n.say("grace:title"),body:[n.say("grace:body")],actions:c()}:void 0}function it(r,e,t,n,s){let a=e?.actions?.find(({type:H})=>H==="wait")?.at??e?.refreshesAt??r.usage.resetsAt,c=a?[`${n.say("resets",{date:n.moment(a,s).utc})}.`]:[],d=n.say("calm"),u=r.total>0,l=e?.cost??0,h=e?.limit===void 0?[]:[n.say("limit:body",{n:e.limit})],A=u&&l>0?[n.say("lack:body",{n:l,left:r.total})]:[];return{kind:e?.limit===void 0?u?"lacking":"empty":"limit",title:n.say(u||h.length>0?"lack:title":"out:title"),body:[...h,...A,...c,d],actions:t}}function Ae(r,e,t){return(r?.actions??[]).flatMap(n=>Ee(n.type,e,t,n))}function Ee(r,{links:e},t,n){let s=e?.[r]??n?.href,i=t.own(`do:${r}`);return r!=="wait"&&i&&s&&ne(s)?[{type:r,label:i,href:s}]:[]}function ne(r){try{return/^https?:$/.test(new URL(r,globalThis.location?.href??"https://site.invalid").protocol)}catch{return!1}}var at=globalThis.HTMLElement??class{},p=class extends at{#e;#t;#n=!1;constructor(){super(),this.#e=this.attachShadow({mode:"open"}),this.#e.adoptedStyleSheets=[ge()]}get store(){return m}connectedCallback(){this.#t??=this.store.subscribe(()=>this.plan(),()=>this.needs()),this.#r()}disconnectedCallback(){this.#t?.(),this.#t=void 0}attributeChangedCallback(){this.plan()}needs(){return["balance"]}text(){return U(Te(this))}view(e,t={}){let n=e.problem??(t.advised?e.advice:void 0),{action:s}=t;return v(e.balance,n,{...e,lang:Te(this),action:s})}plan(){this.#n||(this.#n=!0,queueMicrotask(()=>{this.#n=!1,this.isConnected&&this.#r()}))}fire(e,t={}){let n={bubbles:!0,composed:!0,cancelable:!0};return this.dispatchEvent(new CustomEvent(e,{...n,detail:t}))}heading(e,t,n=0){let s=Number(this.getAttribute("heading-level")??2);return s>=1&&s<=6?o(`h${Math.min(6,s+n)}`,{part:e},t):o("p",{part:e},t)}#r(){let e=this.store.snapshot(),t=this.view(e),n=t.state==="signed-out";b(this,"state",t.state),b(this,"level",this.level(t)),b(this,"busy",e.busy),b(this,"stale",t.stale!==void 0),J(this.#e,n?[]:this.content(e,this.text()))}level(e){return e.level}};function j(r,e){if(Object.hasOwn(r,e)){let t=r[e];delete r[e],r[e]=t}}function k(r,e){return[o("div.card",{},o("p.error",{},e.say(r==="unavailable"?r:"loading")),r==="unavailable"&&Ie("button",e))]}var ot=()=>{m.refresh(),w.refresh()},Ie=(r,e)=>o("button",{part:r,type:"button",onclick:ot},e.say("retry"));function P(r,e){return r!==void 0&&o("p.error",{key:"stale"},r," ",Ie("link",e))}var C=(r,e)=>o("time",{datetime:r.iso,title:r.local},e);function Te(r){let e=r;for(;e;){let t=e.closest("[lang]");if(t)return t.getAttribute("lang")||"en";let n=e.getRootNode();e=n instanceof ShadowRoot?n.host:null}return"en"}if(typeof document<"u"){let r={attributeFilter:["lang"],subtree:!0};new MutationObserver(R).observe(document.documentElement,r)}var g=class extends p{data;#e="";#t;#n=0;#r=!1;needs(){return["balance","catalog"]}restart(){this.data=void 0,this.#e="",this.plan()}content(e,t){let{state:n,stale:s}=this.view(e),{balance:i}=e,a=i?`${i.account} ${i.version} ${i.total}`:this.#e;if(i&&a!==this.#e&&(this.data=i.account===this.#t?this.data:void 0,this.#t=i.account,this.#e=a,this.load(()=>this.readNewest())),!this.data)return k(this.#r?"unavailable":n==="ready"?"loading":n,t);let c=s??(this.#r?t.say("unavailable"):void 0);return[...this.records(this.data,e,t),P(c,t)]}async load(e){let t=++this.#n;try{let n=await e();t===this.#n&&(this.data=n,this.#r=!1)}catch(n){this.#r=!0,this.#e="",this.fire("credits-error",{error:n})}this.plan()}},S=(r,e,t)=>o("table.table",{},o("thead",{},o("tr",{},...r.map(n=>o("th",{scope:"col"},t.say(n))))),o("tbody",{},...e.map(({key:n,cells:[s=[],...i]})=>o("tr.row",{key:n},o("th",{scope:"row"},...s),...i.map(a=>o("td.amount",{},...a))))));var ct=10,dt=100,$=class extends g{static observedAttributes=["heading-level","page-size","kind"];attributeChangedCallback(){this.restart()}records({data:e,nextCursor:t},{catalog:n},s){let i=()=>{this.load(()=>this.#e(t))};return[this.heading("heading",s.say("ledger")),e.length===0?o("p.detail",{},s.say("nothing")):ut(e,n,s),t!==void 0&&o("button.button",{key:"more",type:"button",onclick:i},s.say("more"))]}async readNewest(){let e=this.data,t=await this.#t(),n=t.data.at(-1)?.number;return e?.data.some(({number:s})=>s===n)?{...e,data:[...t.data,...e.data.filter(({number:s})=>s<Number(n))]}:t}async#e(e){let t=await this.#t(e);return{...t,data:[...this.data?.data??[],...t.data]}}#t(e){let t=Math.min(dt,Math.max(1,Number(this.getAttribute("page-size"))||ct)),n=this.getAttribute("kind")??void 0;return this.store.read("ledger",{kind:n,limit:t,cursor:e})}};function ut(r,e,t){let n=r.map(s=>{let i=t.moment(s.at,Date.now()),a=lt(s);return{key:s.number,cells:[[ht(s,e,t),o("small",{},C(i,i.utc))],[a===0?"–":t.signed(a)],[t.number(s.balanceAfter)]]}});return S(["what","change","after"],n,t)}var lt=({change:r,postings:e})=>r===0?e.reduce((t,n)=>t+n.change,0):r,Me={capture:"charge",low:"warn",exhausted:"empty"};function ht(r,e,t){let{kind:n,action:s,reason:i,postings:a,change:c}=r,d=e?.actions.find(({id:De})=>De===s),u=d?t.name(d):s,l=t.own(`kind:${Me[n]??n}`)??t.own(Me[n]??"")??n,h=a[0]?.kind,A=h&&(n==="grant"||n==="expiry")?t.own(`from:${h}`):void 0,H=n==="adjustment"||h==="promotional"?i:void 0,Le=c===0&&h==="pool"?t.say("from:pool"):void 0,oe=u!==void 0&&(n==="charge"||n==="capture");return[oe?u:l,oe?void 0:u??A,Le,H].filter(Boolean).join(" – ")}var q=class extends p{static observedAttributes=["for-action","fade"];#e;#t;content({note:e},t){let n=re(this.getAttribute("for-action"),e?.action)?e:void 0,s=Number(this.getAttribute("fade"));n!==this.#e&&s>0&&setTimeout(()=>{this.#t=n,this.plan()},s),this.#e=n;let i=n&&n!==this.#t?pt(n,t):"";return[o("span.note",{role:"status","aria-atomic":"true"},i)]}},re=(r,e)=>r===null||e===void 0||r===e,pt=({kind:r,credits:e,left:t},n)=>n.say(`note:${r}`,{n:e,short:n.say("short",{n:t})});var se=new Set,_=class extends p{static observedAttributes=["for-action","heading-level"];#e;get problem(){return this.#e}set problem(e){this.#e=e??void 0,this.plan()}connectedCallback(){j(this,"problem"),se.add(this),super.connectedCallback()}disconnectedCallback(){super.disconnectedCallback(),se.delete(this)}needs(){return this.hasAttribute("for-action")?["balance"]:["balance","advice"]}content(e,t){let n=this.#t(e,t);return[o("div",{role:"status","aria-live":this.#n(e)?"off":"polite"},n&&o("div.notice",{"data-kind":n.kind},this.heading("title",n.title),...n.body.map(s=>o("p.body",{},s)),M(this,n.actions,o("slot",{name:"actions"}))))]}#t(e,{lang:t}){if(this.#e){let i=this.#e.balance??e.balance;return v(i,this.#e,{links:e.links,lang:t}).notice}let n=this.getAttribute("for-action");if(n===null)return this.view(e,{advised:!0}).notice;let{problem:s}=e;return s&&re(n,s.action)?this.view({...e,purchase:void 0}).notice:void 0}#n({problem:e}){return!this.hasAttribute("for-action")&&e?.action!==void 0&&[...se].some(t=>t.getAttribute("for-action")===e.action)}};function M(r,e,...t){return o("div.actions",{},...e.map(({type:n,label:s,href:i})=>o("a.action",{key:n,href:i,onclick:c=>{let d={bubbles:!0,composed:!0,cancelable:!0,detail:{type:n,href:i}};r.dispatchEvent(new CustomEvent("credits-action",d))||c.preventDefault()}},s)),...t)}var F=class extends p{static observedAttributes=["heading-level","show-sources"];needs(){let{level:e}=v(this.store.snapshot().balance);return["balance","catalog","advice",...xe(e)?["top-up"]:[]]}content(e,t){let n=this.view(e,{advised:!0});if(n.state!=="ready")return k(n.state,t);let s=t.say("heading");return[o("div.card",{},this.heading("heading",s),...ie(n,s),P(n.stale,t),this.hasAttribute("show-sources")&&ft(n.sources,t),M(this,this.#e(e,n)))]}#e(e,t){let{topUp:n}=e;return t.notice||!n||!xe(t.level)?t.actions:this.view({...e,problem:{actions:[n]}}).actions}},xe=r=>r==="warn"||r==="critical",ie=({summary:r,meter:e,reset:t,held:n,notice:s},i)=>[o("p.summary",{},r),e&&ae(e,i),e&&o("p.detail",{key:"used","aria-hidden":"true"},e.text),t&&o("p.reset",{key:"reset"},C(t,t.text)),n!==void 0&&o("p.held",{key:"held"},n),s&&o("p.error",{key:"notice"},s.title)];function ae({used:r,granted:e,level:t,text:n},s){return o("div",{part:"meter",role:"meter","data-level":t,"aria-label":s,"aria-valuemin":0,"aria-valuemax":e,"aria-valuenow":r,"aria-valuetext":n},o("div.fill",{inlineSize:100*r/e}))}function ft(r,e){return r.length>0&&o("ul.sources",{},...r.map(({label:t,left:n,detail:s})=>o("li.source",{},o("span",{},t,s!==""&&o("small",{},s)),o("span.amount",{},e.number(n)))))}var V=class extends p{static observedAttributes=["action","compact","button"];needs(){return this.hasAttribute("action")?["balance","catalog"]:["balance"]}level(e){return this.#e().enough===!1?"empty":e.level}content(){let e=this.#e(),{left:t,cost:n,summary:s}=e,i=t!==void 0,a=this.hasAttribute("compact"),c=[i&&o("span.dot",{"aria-hidden":"true"}),o("slot"),!a&&n!==void 0&&o("span.cost",{},`${n} ·`),o("span.text",{},a&&i?this.text().number(t):e.short)],d=(a||!i)&&s,u={title:d,"aria-label":d};return[this.hasAttribute("button")?o("button.pill",{...u,onclick:()=>{this.fire("credits-open")}},...c):o("span.pill",{...u,role:d&&"img"},...c)]}#e(){return this.view(this.store.snapshot(),{action:this.getAttribute("action")??void 0})}};var ze=50,Z=class extends g{static observedAttributes=["heading-level"];#e={};get names(){return this.#e}set names(e){this.#e=e??{},this.plan()}connectedCallback(){j(this,"names"),super.connectedCallback()}get store(){return w}records({members:e,nextCursor:t},n,s){let i=this.view(n),a=s.say("from:pool"),c=()=>{this.load(()=>this.#t(t))};return[o("div.card",{},this.heading("heading",a),...ie(i,a),this.#n(e,s),t!==void 0&&o("button.button",{key:"more",type:"button",onclick:c},s.say("more")),M(this,i.actions))]}readNewest(){return this.store.read("members",{limit:ze})}async#t(e){let t=await this.store.read("members",{limit:ze,cursor:e});return{...t,members:[...this.data?.members??[],...t.members]}}#n(e,t){let n=e.map(s=>({key:s.account,cells:[[this.#e[s.account]??s.account],this.#r(s,t)]}));return S(["member","kind:charge"],n,t)}#r({account:e,drawn:t,limitPerPeriod:n},s){if(n===void 0)return[s.number(t),o("small",{},s.say("noCap"))];let i=mt(t,n,s);return[o("small",{},i.text),n>0&&ae(i,this.#e[e]??e)]}};function mt(r,e,t){let n=Math.min(r,e),s=t.say("short",{n:e-n});return{used:n,granted:e,level:te(100*n/e),text:t.say("used",{used:n,n:e,short:s})}}var W=class extends p{#e;#t;needs(){return["balance","catalog"]}content(e,t){let n=this.view(e),{catalog:s}=e;return n.state!=="ready"||!s?k(n.state==="ready"&&!e.busy?"unavailable":n.state,t):this.cards(e,s,t)}button(e,t,n){if(this.store.settings.checkout)return o("button",{key:"buy",part:"button",type:"button","aria-disabled":this.#e===void 0?void 0:"true","aria-describedby":this.#t===t&&"failed",onclick:()=>{this.#n(e,t)}},n)}failure(e,t){return this.#t===e&&o("p",{key:"failed",id:"failed",part:"error"},t.say("buy:failed"))}async#n(e,t){if(this.#e!==void 0)return;let n=this.getAttribute("return-url")??location.href,s={kind:e,id:t,...le(n)};if(this.#t=void 0,!this.fire("credits-select",s)){this.store.leaving(e);return}this.#e=t,this.plan();try{let i=await this.store.settings.checkout?.(s);if(!i||!ne(i))throw new TypeError(`The checkout has no address that leads to a page: ${i}`);this.store.leaving(e),this.#r(i)}catch(i){this.#t=t,this.fire("credits-error",{error:i})}this.#e=void 0,this.plan()}#r(e){let{navigate:t}=this.store.settings;t?t(e):location.assign(e)}},B=class extends W{static observedAttributes=["heading-level","interval","pools","return-url"];cards(e,t,n){let{balance:s}=e,i=s?.plans??(s?.plan?[s.plan]:[]),a=t.plans.filter(c=>(c.pool??!1)===this.hasAttribute("pools")&&(c.period==="billing-cycle"||i.some(({id:d})=>d===c.id)));return[this.heading("heading",n.say("plans")),o("ul.list",{},...a.map(c=>{let d=i.find(({id:l})=>l===c.id),u=!d&&c.period==="billing-cycle"&&c.price&&s?.standing!=="suspended";return o("li",{key:c.id,part:d?"card is-current":"card"},this.heading("name",n.name(c),1),d&&o("p.current",{},n.say("current")),o("p.price",{},this.#e(c,n)),...this.#t(c,n).map(l=>o("p.credits",{},l)),d?.cancelsAt!==void 0&&gt(d.cancelsAt,n),this.failure(c.id,n),u&&o("div.gap",{}),u&&this.button("plan",c.id,n.say("choose",{name:n.name(c)})))}))]}#e({price:e,period:t},n){return e?n.say(this.#n(t),{what:n.price(e)}):t==="billing-cycle"?n.say("custom"):""}#t({credits:e,days:t,period:n,renewalBonus:s,pool:i},a){let c=e===void 0?"":a.say("cost",{n:e});return[c!==""&&n!=="fixed"?a.say(this.#n(n),{what:c}):c,t===void 0?"":a.say("plan:days",{n:t}),s?a.say("plan:bonus",{n:s}):"",i?a.say("from:pool"):""].filter(u=>u!=="")}#n(e){let t=e==="calendar-month"?"month":this.getAttribute("interval");return t==="month"||t==="year"?`per:${t}`:"per:period"}};function gt(r,e){let t=e.moment(r,Date.now());return o("p.detail",{},C(t,e.say("until",{date:t.utc})))}var G=class extends W{static observedAttributes=["heading-level","return-url"];needs(){return["balance","catalog","top-up"]}cards(e,t,n){let{topUp:s,balance:i}=e,a=s===!1&&i?.standing!=="suspended";return[this.heading("heading",n.say("packs")),a&&t.packs.length>0&&o("p.error",{key:"refused"},n.say("planFirst")),o("ul.list",{key:"list"},...t.packs.map(c=>{let d=bt(c,n),u=n.say("cost",{n:c.credits});return o("li.card",{key:c.id},this.heading("name",d,1),d!==u&&o("p.credits",{},u),c.price&&o("p.price",{},n.price(c.price)),o("p.worth",{key:"worth"},yt(c.credits,t.actions,n)),o("p.detail",{key:"never"},n.say("never")),this.failure(c.id,n),s&&o("div.gap",{}),s&&this.button("pack",c.id,n.say("buy",{name:d})))}))]}};function bt(r,e){return e.own(`name:${r.id}`)??(/\d/.test(r.name)?e.say("cost",{n:r.credits}):r.name)}function yt(r,e,t){let n=new Map;for(let i of e)i.cost>0&&i.cost<=r&&!n.has(i.cost)&&n.set(i.cost,i);let s=[...n.values()].sort((i,a)=>i.cost-a.cost).map(i=>vt(Math.floor(r/i.cost),i,t));return s.length>0?t.say("worth",{list:t.either(s)}):""}var vt=(r,e,t)=>t.own(`action:${e.id}`,{n:r})??`${t.number(r)} × ${t.name(e)}`;var x=864e5,wt=30,kt=366,Y=class extends g{static observedAttributes=["heading-level","days"];attributeChangedCallback(){this.restart()}records(e,{catalog:t},n){let{from:s,to:i,byAction:a,byDay:c}=e,d=a.reduce((l,{credits:h})=>l+h,0),u={from:n.day(s),to:n.day(Date.parse(i)-x)};return[this.heading("heading",n.say("usage",u)),o("p.summary",{},n.say("usage:sum",{n:d})),...d>0?St(Ct(s,i,c),n):[],a.length>0&&Ne("what",a,l=>At(l,t,n),n),c.length>0&&o("details",{},o("summary",{},n.say("usage:days")),Ne("day",c,l=>n.day(l),n))]}async readNewest(){let e=Math.min(kt,Math.max(1,Number(this.getAttribute("days"))||wt)),t=(Math.floor(Date.now()/x)+1)*x,n=new Date(t-e*x).toISOString(),s=new Date(t).toISOString(),[i,a]=await Promise.all([this.#e(n,s,"action"),this.#e(n,s,"day")]);return{from:n,to:s,byAction:i,byDay:a}}async#e(e,t,n){let s=new Map,i;do{let a={from:e,to:t,by:n,cursor:i},c=await this.store.read("usage",a);for(let{key:d,quantity:u,credits:l}of c.data){let h=s.get(d),A=u+(h?.quantity??0);s.set(d,{key:d,quantity:A,credits:l+(h?.credits??0)})}i=c.nextCursor}while(i!==void 0);return[...s.values()]}};function Ct(r,e,t){let n=new Map(t.map(i=>[i.key,i])),s=[];for(let i=Date.parse(r);i<Date.parse(e);i+=x){let a=new Date(i).toISOString().slice(0,10);s.push(n.get(a)??{key:a,quantity:0,credits:0})}return s}function St(r,e){let t=r.reduce((i,a)=>a.credits>i.credits?a:i),n=e.say("usage:chart",{n:t.credits,date:e.day(t.key)}),s=[r[0],r.at(-1)].map(i=>o("span",{},i?e.day(i.key):""));return[o("div.chart",{role:"img","aria-label":n},...r.map(({credits:i})=>o("div.bar",{blockSize:t.credits>0?100*Math.max(0,i)/t.credits:0}))),o("div.axis",{"aria-hidden":"true"},...s),o("p.detail",{"aria-hidden":"true"},n)]}var At=(r,e,t)=>{let n=e?.actions.find(s=>s.id===r);return n?t.name(n):r},Ne=(r,e,t,n)=>S([r,"runs","change"],e.map(({key:s,quantity:i,credits:a})=>({key:s,cells:[[t(s)],[n.number(i)],[n.number(a)]]})),n);var Et=(r,e)=>Tt(m,r,e);async function Tt(r,e,t={}){let{action:n,...s}=t,i=await(r.settings.fetch??fetch)(e,s);return It(r,i.clone(),n),i}async function It(r,e,t){let s=/^application\/(\S+\+)?json\b/.test(e.headers.get("content-type")??"")?await e.json().catch(()=>{}):void 0;if(e.status===402&&z(s)){r.blocked(s,t);return}let i=[s,z(s)?s.credits:void 0].find(a=>z(a)&&z(a.note)&&z(a.balance));e.ok&&i?r.charged({...i,charge:i.charge??(t?{action:t}:{})}):r.refresh()}var z=r=>typeof r=="object"&&r!==null;function Gn(r,e){Se(r,e),R()}var Mt={"credits-ledger":$,"credits-note":q,"credits-notice":_,"credits-packs":G,"credits-panel":F,"credits-pill":V,"credits-plans":B,"credits-pool":Z,"credits-usage":Y};if(typeof customElements<"u")for(let[r,e]of Object.entries(Mt))customElements.get(r)||customElements.define(r,e);export{$ as CreditsLedger,q as CreditsNote,_ as CreditsNotice,G as CreditsPacks,F as CreditsPanel,V as CreditsPill,B as CreditsPlans,Z as CreditsPool,Y as CreditsUsage,f as ReadError,T as Store,We as configure,Et as creditsFetch,Gn as setStrings,m as store,v as view};
