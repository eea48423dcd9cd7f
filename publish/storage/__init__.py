"""Files and caches: atomic writing, digests, the disk cache, memory, start-up caches."""
