"""The document model and pure functions over its values."""
