"""Samudra, the demo shop: its articles, its people at the desk, their teams, hours and keys (docs/demo-shop.md)."""
