import { open } from "./product.js";
import { links } from "./outsmart-links.js";

const me = await open({ links });
document.getElementById(me.pool ? "owner" : "member").hidden = false;
document.getElementById("pool").names = Object.fromEntries(me.people.map(({ account, name }) => [account, name]));
