"""The parts of `tools/make_vocabulary.py`: a book of claims on names, and one reader per kind of source."""
