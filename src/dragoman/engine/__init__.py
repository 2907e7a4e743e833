"""Runs the pipeline over one document or many."""
