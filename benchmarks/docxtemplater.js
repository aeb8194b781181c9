// One run of docxtemplater: node docxtemplater.js MODULES TEMPLATE VALUES.jsonl OUT
// The template is read once; docxtemplater wants a new object for each document.
const fs = require("fs");
const path = require("path");
const [modules, template, values, out] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [modules] }));
const PizZip = load("pizzip");
const Docxtemplater = load("docxtemplater");
const records = fs.readFileSync(values, "utf8").trim().split("\n").map((line) => JSON.parse(line));

const cpuBefore = process.cpuUsage();
const start = process.hrtime.bigint();
const content = fs.readFileSync(template);
records.forEach((record, number) => {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(record);
  const data = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  fs.writeFileSync(path.join(out, String(number).padStart(5, "0") + ".docx"), data);
});
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const cpu = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({ seconds, cpu: (cpu.user + cpu.system) / 1e6, peak: process.resourceUsage().maxRSS / 1024 })
);
