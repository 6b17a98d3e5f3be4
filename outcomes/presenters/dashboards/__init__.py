"""The dashboards on screen: figures with how they are counted and the list behind each."""
