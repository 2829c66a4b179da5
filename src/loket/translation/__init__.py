"""Languages: which one a text is written in, and its rendering in another, by people's memory or by an engine.

Lives here: `detection`, `protecting` (pure); engines behind `port`; memory of approved translations, glossary.
Doors in: `detection.detect`, `actions.translate`, `actions.memory`, `actions.glossary`, `queries`.
May import: `people`, `history`, `lib`; detection and protecting know no database and no settings.
"""
