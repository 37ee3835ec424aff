"""Tests of the circle."""
