"""Tests of the rules of the community."""
