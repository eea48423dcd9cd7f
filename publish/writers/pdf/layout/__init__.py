"""Layout of a book: parts on their pages, page numbers, folios, worker processes."""
