"""The assistant on public sets, each through the product's own way: a bank of articles, then line by line.

`make bench-understanding` runs them all and writes docs/benchmarks/understanding.md. Nothing of the sets is in the
product.
"""
