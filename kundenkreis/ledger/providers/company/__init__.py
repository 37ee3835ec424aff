"""The company pays: nothing leaves the house."""
