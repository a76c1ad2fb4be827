"""The version of the program; part of every release id."""

__version__ = "0.1.0"
