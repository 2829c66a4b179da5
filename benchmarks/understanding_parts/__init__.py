"""What is understood before any article is looked at, each part measured alone: ``rows()`` of every module.

Run them together with ``python -m benchmarks.understanding_parts``.
"""
