"""Many rows at once, for measuring: by COPY, as the service's role, with every trigger on."""
