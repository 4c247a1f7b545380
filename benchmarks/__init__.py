"""Accuracy, speed and memory, each figure with its floor in floors.json."""
