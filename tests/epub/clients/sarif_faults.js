// Writes what the JSON schema of SARIF 2.1.0 finds in logs: [log, place, message] of each fault.
// A task is a list of the paths of the logs. The schema is the one that comes with the matchers
// of Microsoft, which need Jest; so is the version of Ajv, because the schema is of draft 4.
const fs = require("fs");
const { createRequire } = require("module");

const require_beside = createRequire(require.resolve("@microsoft/jest-sarif/package.json"));
const Ajv = require_beside("ajv");

const [task, report] = process.argv.slice(-2);
const ajv = new Ajv({ schemaId: "auto", allErrors: true });
ajv.addMetaSchema(require_beside("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(require_beside("./lib/schemas/sarif-2.1.0-rtm.5.json"));
const faults = [];
for (const log of JSON.parse(task))
  if (!validate(JSON.parse(fs.readFileSync(log, "utf8"))))
    for (const { dataPath, message, params } of validate.errors)
      faults.push([log, dataPath, `${message} ${JSON.stringify(params)}`]);
fs.writeFileSync(report, JSON.stringify(faults));
