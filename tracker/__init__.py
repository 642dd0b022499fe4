"""The diary itself. docs/architecture.md says what lives where."""

__version__ = "0.1.0"
