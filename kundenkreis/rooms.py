"""The list of rooms, ground floor first. One truth: models, templates and tests read it."""

ROOMS = (
    "core",
    "ui",
    "brands",
    "people",
    "notifications",
    "ledger",
    "payouts",
    "bills",
    "helpers",
    "training",
    "search",
    "cases",
    "stages.knowledge",
    "stages.community",
    "stages.experts",
    "stages.marketplace",
    "stages.desk",
    "insight",
    "channels.api",
    "channels.demo",
)
