"""Topics, articles and their translations, with versions; search over what is published.

Doors in: ``actions`` (edit, publish, import, read), ``queries`` and ``search`` (public reads), ``access`` (drafts),
``exporting``. Files of articles are read by ``article_lines`` and decided on by ``import_plans``, without a database.
May import translation, people, history, design and lib.
"""
