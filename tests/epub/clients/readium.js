// Prints what the parser of Readium (Thorium Reader) reads of an EPUB, as JSON.
const { EpubParsePromise } = require("r2-shared-js/dist/es8-es2017/src/parser/epub");
EpubParsePromise(process.argv[2]).then((publication) => {
  const { Metadata: metadata } = publication;
  const links = publication.searchLinkByRel?.("cover") ?? publication.Resources?.find((link) => link.Rel?.includes("cover"));
  console.log(JSON.stringify({
    title: metadata.Title, author: metadata.Author?.map((each) => each.Name),
    series: metadata.BelongsTo?.Series?.map((each) => [each.Name, each.Position]),
    direction: metadata.Direction, cover: links?.Href,
  }));
  process.exit(0);
}).catch((error) => { console.error(error); process.exit(1); });
