"""Tests of the idea board."""
