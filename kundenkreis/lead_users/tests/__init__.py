"""Tests of lead users."""
