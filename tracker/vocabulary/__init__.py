"""The words of the diary: stable codes, translatable labels, the sides a region has, the figure's shapes.

Codes are stored, exported and cited, so a code never changes its meaning and is never removed; labels may be
reworded and translated. Imports nothing but the standard library and gettext, so every other layer may use it.
"""
