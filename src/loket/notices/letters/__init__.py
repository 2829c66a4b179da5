"""What a notice says: one description of blocks, written as HTML and as plain text in the recipient's language.

Doors in: ``composing.compose``, ``fields.check_fields``, ``envelope.mail_of``. Writes nothing.
May import: ``notices.facts``, ``notices.purposes``, ``texts``, ``people.language``, ``design``.
"""
