// Writes what html-validate finds in pages: a list of rules with messages and places.
const fs = require("fs");
const { HtmlValidate } = require("html-validate");

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  // A page has the title of its book, however long that is.
  rules: { "long-title": "off" },
});

(async () => {
  const [list, report] = process.argv.slice(-2);
  const faults = [];
  for (const file of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const { results } = await validator.validateFile(file);
    for (const { messages } of results)
      for (const each of messages)
        faults.push([each.ruleId, each.message, `${file}:${each.line}`]);
  }
  fs.writeFileSync(report, JSON.stringify(faults));
})();
