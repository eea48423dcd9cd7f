"""Extensions of publish: a reader, a pass, a theme and a writer."""
