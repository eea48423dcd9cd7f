"""Laid-out parts in their places: page numbers and worker processes."""
