"""The demo and the scale data: invented people in a real service. Not installed in production."""
