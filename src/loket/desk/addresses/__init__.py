"""The desk's addresses, one module for each part of the house."""
