"""What the five articles say, in our words, with its source, and when it matters. Pure: no database, clock or settings.

`content/*.toml` and `sources.toml` are the material, `content/<language>/*.toml` its words; `loader` reads and checks
all of it, and what does not validate does not start; `conditions` say when a card is raised; `engine` picks what fits.
No screen lives here.
"""
