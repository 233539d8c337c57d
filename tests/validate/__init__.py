"""`make validate`: sample sites built as for the public, judged by the Nu HTML checker and by Lighthouse."""
