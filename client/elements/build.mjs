/**
 * Makes `dist/elements.js`: everything in one file, for a page without its own build. The file is
 * part of the repository, so that the local service can serve it without Node.js.
 *
 * To keep it small, the style sheet is minified. A language is a list of texts in the order of the
 * English ones, instead of an object that repeats their keys. Terser minifies the output of
 * esbuild.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { minify } from "terser";

const OUTPUT = fileURLToPath(new URL("dist/elements.js", import.meta.url));
const BANNER = "/*! Drawdown's elements, Apache-2.0 */";

/** Names that only the bundle uses. No page, no answer and no DOM object has them. */
const INTERNAL =
  /^(advised|balanceCall|buy|cards|cells|content|either|fire|heading|isWaiting|leave|load|moment|nameIn|needs|own|props|readNewest|records|restart|resume|say|session|signed)$/;

const compact = {
  name: "compact",
  setup({ onLoad }) {
    onLoad({ filter: /dist\/style\.js$/ }, async ({ path }) => {
      const code = await readFile(path, "utf8");
      const [literal, css] = /`([^`]*)`/.exec(code);
      const { code: small } = await transform(css, { loader: "css", minify: true });
      return { contents: code.replace(literal, () => JSON.stringify(small.trim())) };
    });
    onLoad({ filter: /dist\/strings\/(de|en|es|fr)\.js$/ }, async ({ path }) => {
      const lang = path.slice(-5, -3);
      const strings = (await import(pathToFileURL(path)))[lang];
      const { en } = await import(new URL("dist/strings/en.js", import.meta.url));
      const keys = Object.keys(en);
      const list = JSON.stringify(keys.map((key) => strings[key]).join("\n"));
      return {
        contents:
          lang === "en"
            ? `export const keys = ${JSON.stringify(keys.join(" "))}.split(" ");
               export const keyed = (list) => Object.fromEntries(list.split("\\n").map((text, at) => [keys[at], text]));
               export const en = keyed(${list});`
            : `import { keyed } from "./en.js"; export const ${lang} = keyed(${list});`,
      };
    });
  },
};

/** The text of the bundle from the compiled sources. */
export async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("dist/register.js", import.meta.url))],
    outfile: OUTPUT,
    bundle: true,
    minify: true,
    format: "esm",
    charset: "utf8",
    target: ["chrome123", "firefox128", "safari17.5"],
    legalComments: "none",
    mangleProps: INTERNAL,
    plugins: [compact],
    write: false,
  });
  const { code } = await minify(outputFiles[0].text, {
    module: true,
    ecma: 2022,
    compress: { passes: 3, unsafe_arrows: true },
    format: { preamble: BANNER, comments: false },
  });
  return `${code}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { writeFile } = await import("node:fs/promises");
  await writeFile(OUTPUT, await bundle());
}
