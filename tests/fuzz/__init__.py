"""Fuzz targets: `fuzz(data)` of each module here takes any bytes, and raises only what is a bug."""
