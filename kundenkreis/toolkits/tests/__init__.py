"""Tests of toolkits."""
