"""Personal covers: a booklet for many people, each with words from a list."""
