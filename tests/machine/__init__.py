"""Whatever people do to visits and money in whatever order, the laws hold."""
