"""Preflight: checks of a finished EPUB or PDF against its document model, before it is written."""
