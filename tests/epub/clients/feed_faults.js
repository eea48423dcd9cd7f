// Writes what JSON schemas find in feeds of OPDS 2.0: [feed, place, message] of each fault.
// A task has the paths of the feeds, and lists of schemas: each list is used by itself.
const fs = require("fs");
const Ajv = require("ajv").default;
const addFormats = require("ajv-formats").default;

const FEED = "https://drafts.opds.io/schema/feed.schema.json";
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const make_validator = (files) => {
  // The schemas of Readium repeat types that a reference has, which the strict mode rejects.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const schema of files.flatMap(read)) ajv.addSchema(schema);
  return ajv.getSchema(FEED);
};

const [task, report] = process.argv.slice(-2);
const { feeds, schemas } = JSON.parse(task);
const faults = [];
for (const validate of schemas.map(make_validator))
  for (const feed of feeds)
    if (!validate(read(feed)))
      for (const { instancePath, message, params } of validate.errors)
        faults.push([feed, instancePath, `${message} ${JSON.stringify(params)}`]);
fs.writeFileSync(report, JSON.stringify(faults));
