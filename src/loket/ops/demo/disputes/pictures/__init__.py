"""Pictures made for the demo: what buyers and sellers photograph, drawn flat, the same on every machine.

``drawing.picture`` draws a scene as a JPEG; ``seed`` moves things about, so that no two claims show the same one.
Made from nothing but Pillow: no photograph of anybody or anything is in them.
"""
