// Writes what the parsers of Thorium Reader (r2-opds-js) and of the web client of NYPL
// (opds-feed-parser) read of the feeds of a library to a file, as JSON.
const fs = require("fs");
const path = require("path");
const { DOMParser } = require("@xmldom/xmldom");
const OPDSParser = require("opds-feed-parser").default;
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");
const { convertOpds1ToOpds2 } = require("r2-opds-js/dist/es8-es2017/src/opds/converter");
const { initGlobalConverters_OPDS } = require("r2-opds-js/dist/es8-es2017/src/opds/init-globals");
const { OPDS } = require("r2-opds-js/dist/es8-es2017/src/opds/opds1/opds");
const { OPDSFeed } = require("r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const {
  initGlobalConverters_GENERIC,
  initGlobalConverters_SHARED,
} = require("r2-shared-js/dist/es8-es2017/src/init-globals");
const { XML } = require("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");

initGlobalConverters_OPDS();
initGlobalConverters_SHARED();
initGlobalConverters_GENERIC();

const describe = (feed) => ({
  title: feed.Metadata?.Title,
  navigation: feed.Navigation?.map((link) => link.Href),
  next: feed.Links?.find((link) => link.Rel?.includes("next"))?.Href,
  publications: feed.Publications?.map((each) => ({
    identifier: each.Metadata.Identifier,
    title: each.Metadata.Title,
    authors: each.Metadata.Author?.map((author) => author.Name),
    languages: each.Metadata.Language,
    direction: each.Metadata.Direction,
    series: each.Metadata.BelongsTo?.Series?.map((series) => [series.Name, series.Position]),
    images: each.Images?.length ?? 0,
    links: each.Links.filter((link) =>
      link.Rel?.includes("http://opds-spec.org/acquisition/open-access"),
    ).map((link) => link.TypeLink),
  })),
});

const folder = path.join(process.argv[2], "opds");
const list = (place) =>
  fs
    .readdirSync(place, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? list(path.join(place, entry.name)) : [path.join(place, entry.name)],
    );

(async () => {
  const result = {};
  for (const file of list(folder)) {
    const text = fs.readFileSync(file, "utf8");
    const name = path.relative(folder, file);
    if (file.endsWith(".json")) {
      result[name] = describe(TaJsonDeserialize(JSON.parse(text), OPDSFeed));
      continue;
    }
    const document = new DOMParser().parseFromString(text, "application/xml");
    result[name] = describe(convertOpds1ToOpds2(XML.deserialize(document, OPDS)));
    const other = await new OPDSParser().parse(text);
    result[name].kind = other.constructor.name;
    result[name].entries = other.entries.map((entry) => [
      entry.id,
      entry.links.filter((link) => link.constructor.name === "OPDSAcquisitionLink").length,
      entry.links.filter((link) => link.constructor.name === "OPDSArtworkLink").length,
    ]);
  }
  // The parsers print remarks, and a pipe may end before all of it is written.
  fs.writeFileSync(process.argv[3], JSON.stringify(result));
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
