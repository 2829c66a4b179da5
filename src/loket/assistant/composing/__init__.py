"""Composing: an answer in a language model's words, from the retrieved articles only, each sentence checked.

Lives here: `sources` (articles as numbered sentences), `prompt`, `reading` (what came back), `checking` (against the
source), `composition` (all of it). Pure: no database, no settings, no HTTP; the model is a function that is handed in.
May import: `assistant`'s pure modules, `translation.detection`.
"""
