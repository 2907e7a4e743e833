"""The web pages over a record folder: `dragoman serve`."""
