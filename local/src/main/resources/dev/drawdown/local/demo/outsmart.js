import { aiButton, open } from "./product.js";
import { links } from "./outsmart-links.js";

const REPORTS = [
  {
    id: "report-118",
    name: "Lipid and glucose panel",
    facts: { Patient: "M. Rivera, 52", Collected: "18 November", Lab: "Northgate Diagnostics" },
    rows: [
      ["Total cholesterol", "238", "mg/dL", "below 200", "high"],
      ["LDL cholesterol", "158", "mg/dL", "below 130", "high"],
      ["HDL cholesterol", "44", "mg/dL", "above 40", ""],
      ["Triglycerides", "182", "mg/dL", "below 150", "high"],
      ["Glucose, fasting", "104", "mg/dL", "70 – 99", "high"],
      ["Hemoglobin A1c", "5.8", "%", "below 5.7", "high"],
      ["Creatinine", "0.9", "mg/dL", "0.6 – 1.1", ""],
    ],
  },
  {
    id: "report-121",
    name: "Blood count and iron",
    facts: { Patient: "J. Park, 34", Collected: "21 November", Lab: "Northgate Diagnostics" },
    rows: [
      ["Hemoglobin", "11.2", "g/dL", "12.0 – 15.5", "low"],
      ["Hematocrit", "34.6", "%", "36 – 46", "low"],
      ["MCV", "77", "fL", "80 – 100", "low"],
      ["Platelets", "312", "×10⁹/L", "150 – 400", ""],
      ["White cells", "6.4", "×10⁹/L", "4.0 – 11.0", ""],
      ["Ferritin", "9", "ng/mL", "15 – 150", "low"],
      ["Vitamin B12", "412", "pg/mL", "200 – 900", ""],
    ],
  },
];
const TITLES = {
  "lab.analyze": "Analysis",
  "lab.interpret": "Clinical Interpretation",
  "letter.generate": "Letter to the patient",
};
const results = new Map();
let report = REPORTS[0];

function h(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const byId = id => document.getElementById(id);

function showReport() {
  byId("report-title").textContent = report.name;
  byId("facts").replaceChildren(
    ...Object.entries(report.facts).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
  byId("rows").replaceChildren(
    ...report.rows.map(([name, value, unit, range, flag]) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, name),
        h("td", { className: "value" }, `${value} `, h("small", {}, unit)),
        h("td", { className: "range quiet" }, range),
        h("td", {}, flag ? h("span", { className: `flag ${flag}` }, flag) : ""),
      ),
    ),
  );
  for (const button of document.querySelectorAll(".reports button")) {
    button.ariaPressed = String(button.dataset.report === report.id);
  }
  byId("imported").textContent = "Importing costs no credits.";
  showResults();
}

/** The AI's results for this report. Editing a letter costs nothing. */
function showResults() {
  const made = results.get(report.id) ?? new Map();
  byId("results").replaceChildren(
    ...[...made].map(([action, text]) =>
      h(
        "div",
        { className: "card" },
        h(
          "article",
          {},
          h("h3", {}, TITLES[action]),
          action === "letter.generate" ? letter(made, text) : h("p", { className: "result" }, text),
        ),
      ),
    ),
  );
}

function letter(made, text) {
  const area = h("textarea", { value: text, ariaLabel: "Letter, editing is free", rows: 9 });
  area.addEventListener("input", () => made.set("letter.generate", area.value));
  return area;
}

for (const each of REPORTS) {
  const button = h("button", { type: "button", onclick: () => { report = each; showReport(); } }, each.name);
  button.dataset.report = each.id;
  document.querySelector(".reports").append(button);
}
for (const button of document.querySelectorAll("[data-action]")) {
  const { action } = button.dataset;
  aiButton(button, action, () => report.id, (text, id) => {
    const made = results.get(id) ?? new Map();
    results.set(id, made.set(action, text));
    showResults();
  });
}
aiButton(byId("import"), "lab.import", () => report.id, text => {
  byId("imported").textContent = text;
});
showReport();
await open({ links });
