"""The sample campaign: data that reads like a real one and is invented from end to end.

Workbooks and answer key built from `samples.make` may live here; nothing in xlpy may import this package.
"""
