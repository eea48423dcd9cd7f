"""The layout engine: the only package that imports WeasyPrint."""
