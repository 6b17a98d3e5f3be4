"""An evaluation as people read it: on screen with true counts, on paper with small ones hidden."""
