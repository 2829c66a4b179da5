"""Evaluations that are kept: a file of questions, run in the background, its figures and its mistakes.

Doors in: `uploads.read_file`, `actions` (start, cancel, try again, delete), `access` (who may see runs), `results`
(mistakes, confusions, the report of contract.md) and `comparing` (two runs, figure by figure and line by line).
The figures themselves are `loket.assistant.evaluation`'s. May import what `loket.assistant` may.
"""
