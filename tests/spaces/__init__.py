"""What crosses rooms around private spaces: every way out of one."""
