import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setStrings, view } from "drawdown-elements/core";
import { balance, CATALOG, NOW, OUT } from "./service.js";

type Strings = Record<string, string>;
const strings = async (lang: string): Promise<Strings> =>
  ((await import(new URL(`../../dist/strings/${lang}.js`, import.meta.url).href)) as Record<string, Strings>)[lang] ?? {};

for (const lang of ["de", "es", "fr"]) {
  test(`${lang} has every text, with the values of the English one`, async () => {
    const [english, other] = [await strings("en"), await strings(lang)];

    assert.deepEqual(Object.keys(other), Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      const values = (words: string) => [...new Set(words.match(/\{\w+\}/g))].sort();
      assert.deepEqual(values(other[key] ?? ""), values(text), key);
    }
  });
}

const SAID: [string, string, string, string][] = [
  ["en", "1 credit left – nearly used up", "63 of 100 credits used, 37 left", "Credits refresh on December 1 at 00:00 UTC"],
  ["de", "noch 1 Credit – fast aufgebraucht", "63 von 100 Credits verbraucht, noch 37", "Neue Credits gibt es am 1. Dezember um 00:00 UTC"],
  ["es", "queda 1 crédito – casi agotados", "63 de 100 créditos usados, quedan 37", "Los créditos se renuevan el 1 de diciembre 00:00 UTC"],
  ["fr", "1 crédit restant – presque épuisés", "Crédits utilisés : 63 sur 100, 37 restants", "Les crédits sont renouvelés le 1 décembre à 00:00 UTC"],
];

for (const [lang, one, meter, reset] of SAID) {
  test(`${lang} has its own plurals, numbers and dates`, () => {
    const options = { lang, now: NOW, catalog: CATALOG };

    assert.equal(view(balance(99), undefined, options).summary, one);
    assert.equal(view(balance(63), undefined, options).meter?.text, meter);
    assert.equal(view(balance(63), undefined, options).reset?.text.replace(/,| (at|um|à|a las)(?= 00)/, ""), reset.replace(/ (at|um|à)(?= 00)/, ""));
  });
}

test("numbers are written as the region writes them", () => {
  const many = balance(0, { total: 12345 });

  assert.equal(view(many, undefined, { lang: "de-AT" }).short, `noch ${new Intl.NumberFormat("de-AT").format(12345)}`);
  assert.equal(view(many, undefined, { lang: "de" }).short, "noch 12.345");
});

test("an unknown language is English", () => {
  assert.equal(view(balance(63), undefined, { lang: "not_a language" }).short, "37 left");
  assert.equal(view(balance(63), undefined, { lang: "tlh" }).short, "37 left");
});

test("own texts are one call, with every plural form of the language", () => {
  setStrings("ar", {
    left: { one: "رصيد واحد", two: "رصيدان", few: "{n} أرصدة", other: "{n} رصيدًا" },
    "do:top-up": "شراء",
  });
  const say = (left: number) => view(balance(0, { total: left }), undefined, { lang: "ar-EG-u-nu-latn" }).summary;

  assert.deepEqual([say(1), say(2), say(5), say(30)], ["رصيد واحد", "رصيدان", "5 أرصدة", "30 رصيدًا"]);
  assert.equal(view(balance(100), OUT, { lang: "ar" }).actions[0]?.label, "شراء");
  assert.equal(view(balance(100), OUT, { lang: "ar" }).actions[1]?.label, "Choose a plan");
});

test("no source sets markup as text or a style as an attribute", async () => {
  const bundle = await readFile(new URL("../../dist/elements.js", import.meta.url), "utf8");

  assert.doesNotMatch(bundle, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|"style"|<style/);
});
