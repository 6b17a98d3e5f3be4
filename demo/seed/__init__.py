"""What the demo is made of: places and people, providers, money, and residents' stories."""
