// node axe.mjs BROWSER FOLDER: opens the pages of a report and says what is wrong with them, for people who
// do not see, who use no mouse, who have a small screen, or no script.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath, args: flags });
const found = [];
let looked = 0;

const pages = ["", "instructor", "students"].flatMap((under) =>
  readdirSync(path.join(folder, under)).filter((name) => name.endsWith(".html"))
    .map((name) => path.join(under, name)));

async function open(page, options) {
  // axe is put into the page, which its policy would keep out.
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const tab = await context.newPage();
  tab.on("console", (message) => found.push(`${page}: the console says: ${message.text()}`));
  tab.on("pageerror", (error) => found.push(`${page}: ${error}`));
  await tab.goto(pathToFileURL(path.join(folder, page)).href);
  return { context, tab };
}

async function look(page, colorScheme, width) {
  const { context, tab } = await open(page, { colorScheme, viewport: { width, height: 900 } });
  // What is folded is looked at as well.
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await tab.evaluate(axe);
  const { violations, passes } = await tab.evaluate(() => window.axe.run());
  looked += passes.length;
  for (const { id, help, nodes } of violations) {
    found.push(`${page}, ${colorScheme}, ${width} px: ${id}: ${help}`);
    nodes.slice(0, 3).forEach((node) => found.push(`    ${node.html}\n    ${node.failureSummary}`));
  }
  const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (beyond > 0) found.push(`${page}, ${width} px: is ${beyond} px wider than the screen`);
  await context.close();
}

function expect(what, observed, expected) {
  const [one, other] = [observed, expected].map((value) => JSON.stringify(value));
  if (one !== other) found.push(`${what}: expected ${other}, observed ${one}`);
}

// The first of a table sorted by points, up and down, by keys alone; and the rows that are found.
async function use() {
  const { context, tab } = await open("index.html", {});
  const names = () => tab.locator("#table tbody tr:not([hidden]) th").allInnerTexts();
  const points = () => tab.locator("#table tbody tr td:first-of-type").allInnerTexts();
  const down = (texts) => texts.map(Number).sort((one, other) => other - one).map(String);
  const before = await points();
  await tab.locator("#table thead th").nth(1).getByRole("button").focus();
  await tab.keyboard.press("Enter");
  expect("most points first", await points(), down(before));
  expect("what is told of it", await tab.locator("#table [aria-sort]").getAttribute("aria-sort"), "descending");
  await tab.keyboard.press("Enter");
  expect("least points first", await points(), down(before).reverse());
  await tab.getByLabel("Find").fill("BEL");
  expect("who is found", await names(), ["bela"]);
  expect("how many are found", await tab.locator("#found").innerText(), `1 of ${before.length}`);
  await context.close();
}

// Without a script there is all of the table, and nothing that would do nothing.
async function useWithoutScript() {
  const { context, tab } = await open("index.html", { javaScriptEnabled: false });
  expect("rows without a script", await tab.locator("#table tbody tr").count(), pages.length >> 1);
  expect("buttons without a script", await tab.locator("button").count(), 0);
  expect("search without a script", await tab.locator("#find").isVisible(), false);
  await context.close();
}

for (const page of pages) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 320]) await look(page, colorScheme, width);
  }
}
await use();
await useWithoutScript();
await browser.close();
console.log(`${pages.length} pages, ${looked} rules kept, ${found.length} lines about what is wrong`);
found.forEach((line) => console.error(line));
// A run in which axe has looked at nothing shows nothing.
process.exitCode = found.length === 0 && looked > 0 ? 0 : 1;
