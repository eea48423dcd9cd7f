"""Documents of word processors: their paragraphs with looks, and the drafts that they are."""
