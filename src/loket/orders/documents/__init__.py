"""How an order is written: the contract's document, read and checked, compared with what stands here, written out.

Doors in: ``order_lines`` (read), ``order_document`` (write), ``exporting``. Only it and ``stored_lines`` read rows.
"""
