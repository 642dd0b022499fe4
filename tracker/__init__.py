"""The diary itself. docs/architecture.md says what lives where."""

__version__ = "1.0.0"
