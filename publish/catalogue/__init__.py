"""The catalogue of the built books, and the library made of it: web pages, feeds and files."""
