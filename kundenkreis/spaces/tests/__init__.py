"""Tests of private spaces."""
