"""The assistant: thinking that does not write.

Doors in: `answering.answer(transcript, bank) -> Decision`, `bank.build_bank`, `sentences.sentence`.
The modules of thinking know no database and no settings; only `actions` and `jobs` store and load.
May import: `lib`, `translation` and, outside the thinking, the rooms below (`knowledge`, `conversations`).
"""
