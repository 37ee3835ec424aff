"""The API under `/api/v1/`: every room's router on one document. Each endpoint calls the page's action."""
