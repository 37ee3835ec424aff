"""Tests of messages of members."""
