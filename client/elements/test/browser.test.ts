import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import { openSite, STATES } from "./site.js";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];
const executablePath = PROGRAMS.map(whereIs).find((path) => path !== "");
const skip = executablePath ? false : `skipped: there is none of ${PROGRAMS.join(", ")} on this machine`;
const PICTURES = "target/screenshots";

let browser: Browser;
let site: Awaited<ReturnType<typeof openSite>>;
const blocked: string[] = [];

function whereIs(program: string): string {
  try {
    return execFileSync("which", [program], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
  } catch {
    return "";
  }
}

before(async () => {
  if (executablePath) {
    await mkdir(PICTURES, { recursive: true });
    site = await openSite();
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  }
});

after(async () => {
  await browser?.close();
  site?.close();
});

interface Look {
  readonly width: number;
  readonly colorScheme?: "light" | "dark";
  readonly forcedColors?: "active";
  readonly query?: string;
}

async function open(state: string, { width, query = "", ...media }: Look, does: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...media });
  try {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedHTML|trusted type/i.test(message.text())) {
        blocked.push(`${state}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => blocked.push(`${state}: ${error.message}`));
    await page.goto(`${site.address}/?state=${state}${query}`);
    await page.waitForSelector("body[data-ready]");
    await does(page);
  } finally {
    await context.close();
  }
}

const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: await axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.html.slice(0, 120) + ' ' + node.failureSummary).join(' | '))))",
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(String(result.value)) as string[];
}

/** The styles adapt to these, and no script does. So a page is loaded once for all of them. */
const LOOKS = [
  { colorScheme: "light", width: 1200 },
  { colorScheme: "light", width: 320 },
  { colorScheme: "dark", width: 320 },
] as const;

for (const state of Object.keys(STATES)) {
  test(`${state}: no element is too wide, and axe finds nothing`, { skip }, async () => {
    await open(state, LOOKS[0], async (page) => {
      for (const { colorScheme, width } of LOOKS) {
        const look = `${colorScheme}, ${width} pixels`;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${PICTURES}/${state}-${colorScheme}-${width}.png`, fullPage: true });

        const wide = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(wide, width, `the page scrolls sideways: ${look}`);
        assert.deepEqual(await violations(page), [], look);
      }
    });
  });
}

test("forced colours and right-to-left: everything is still visible", { skip }, async () => {
  await open("ok", { width: 600, forcedColors: "active" }, async (page) => {
    await page.screenshot({ path: `${PICTURES}/ok-forced-600.png`, fullPage: true });
    const colour = (part: string) =>
      page.locator(`credits-panel [part=${part}]`).evaluate((found) => getComputedStyle(found).backgroundColor);
    assert.notEqual(await colour("fill"), await colour("meter"));
  });
  for (const lang of ["de", "es", "fr"]) {
    await open("critical", { width: 320, query: `&lang=${lang}` }, async (page) => {
      await page.screenshot({ path: `${PICTURES}/critical-${lang}-320.png`, fullPage: true });
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
    });
  }
  await open("ok", { width: 600, query: "&dir=rtl" }, async (page) => {
    await page.screenshot({ path: `${PICTURES}/ok-rtl-600.png`, fullPage: true });
    const [track, fill] = await Promise.all(
      ["meter", "fill"].map((part) => page.locator(`credits-panel [part=${part}]`).boundingBox()),
    );
    assert.ok(track && fill);
    assert.ok(Math.abs(fill.x + fill.width - (track.x + track.width)) < 1, "the bar starts at the right");
  });
});

/** The text or tag of the focused element, through shadow trees. */
const FOCUSED =
  "(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.textContent.trim() ?? ''; })()";

test("the keyboard alone can use everything", { skip }, async () => {
  await open("empty", { width: 900 }, async (page) => {
    const reached: string[] = [];
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press("Tab");
      reached.push(String(await page.evaluate(FOCUSED)));
    }

    for (const expected of ["Draft a reply", "Buy a top-up", "Choose a plan", "Choose Scale", "Buy 250 credits", "Buy Small pack", "Credits a day. Most: 25 on Nov 11, 2026."]) {
      assert.ok(reached.includes(expected), `${expected} is not in ${reached.join(", ")}`);
    }
    assert.ok(!reached.some((text) => text.includes("of 100")), "a meter takes no focus");
  });
  await open("ok", { width: 900 }, async (page) => {
    await page.locator("credits-packs [part=button]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction("document.title === 'Checkout pack-250 /checkout'");
    assert.equal(await page.evaluate(FOCUSED), "Buy 250 credits", "the focus stays");
    assert.match(String(await page.evaluate("sessionStorage.getItem('drawdown-balance')")), /"version":7/);
  });
});

test("the last \"Show more\" moves the focus to the first new row", { skip }, async () => {
  await open("ok", { width: 900 }, async (page) => {
    const ledger = page.locator("credits-ledger");
    await ledger.evaluate((element) => element.setAttribute("page-size", "4"));
    await ledger.locator("[part=button]").focus();
    await page.keyboard.press("Enter");

    await ledger.locator("[part=row]").nth(6).waitFor();
    assert.match(String(await page.evaluate(FOCUSED)), /^Credits added – Top-up/);
  });
});

test("a refusal doesn't take the focus, and is the button's description", { skip }, async () => {
  await open("lacking", { width: 900 }, async (page) => {
    await page.locator("#ai").focus();
    await page.keyboard.press("Enter");

    await page.locator("#why [part=notice]").waitFor();
    assert.equal(await page.evaluate("document.activeElement.id"), "ai");
  });
});

test("a policy against inline scripts, styles and untrusted strings blocks nothing", { skip }, () => {
  assert.deepEqual(blocked, []);
});
