"""Measurements of speed and memory, each as ratios taken in one run. `make bench` runs them all."""
